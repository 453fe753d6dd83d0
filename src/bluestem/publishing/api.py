"""What other rooms may use of publishing."""

from bluestem.publishing.choices import SubmissionState
from bluestem.publishing.confirming import confirm, unconfirmed
from bluestem.publishing.deciding import accept, ask_for_changes, decline
from bluestem.publishing.forms import FormMeta, Part, PartForm, Section, SubmissionForm, Upload, read_content
from bluestem.publishing.models import Submission
from bluestem.publishing.services import attach_file, begin_change, begin_submission, save_draft, submit, take_back
from bluestem.publishing.submittables import Submittable, register_secretariat, register_submittable

__all__ = [
    "FormMeta",
    "Part",
    "PartForm",
    "Section",
    "Submission",
    "SubmissionForm",
    "SubmissionState",
    "Submittable",
    "Upload",
    "accept",
    "ask_for_changes",
    "attach_file",
    "begin_change",
    "begin_submission",
    "confirm",
    "decline",
    "read_content",
    "register_secretariat",
    "register_submittable",
    "save_draft",
    "submit",
    "take_back",
    "unconfirmed",
]
