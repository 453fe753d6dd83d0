"""What other rooms may use of publishing."""

from bluestem.publishing.choices import SubmissionState
from bluestem.publishing.confirming import confirm, unconfirmed
from bluestem.publishing.deciding import accept, ask_for_changes, decline
from bluestem.publishing.errors import Incomplete, NotNow
from bluestem.publishing.fields import FormMeta, country_choices, language_choices
from bluestem.publishing.forms import Part, PartForm, Section, SubmissionForm, Upload, read_content
from bluestem.publishing.models import Submission
from bluestem.publishing.queries import scopes_of, submission_for, submissions_of
from bluestem.publishing.services import attach_file, begin_change, begin_submission, save_draft, submit, take_back
from bluestem.publishing.submittables import Submittable, register_secretariat, register_submittable, submittables

__all__ = [
    "FormMeta",
    "Incomplete",
    "NotNow",
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
    "country_choices",
    "decline",
    "language_choices",
    "read_content",
    "register_secretariat",
    "register_submittable",
    "save_draft",
    "scopes_of",
    "submission_for",
    "submissions_of",
    "submit",
    "submittables",
    "take_back",
    "unconfirmed",
]
