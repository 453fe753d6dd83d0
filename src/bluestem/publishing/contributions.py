"""What publishing offers to other rooms."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bluestem.kit.periodic import register_periodic
from bluestem.messaging.api import Frequency, NoticeKind, register_notice_kind, register_still_open
from bluestem.privacy.api import Erasure, PersonalData, register_personal_data
from bluestem.publishing.confirming import ask_for_confirmation, sweep_confirmations
from bluestem.publishing.deciding import publish_due
from bluestem.publishing.models import FieldComment, Plan, Submission, SubmissionEvent
from bluestem.publishing.panels import SPACE_PANEL, managing
from bluestem.publishing.planning import carry_out_plans
from bluestem.publishing.queries import still_open
from bluestem.publishing.telling import CONFIRM, DECISION, STILL_OPEN, WORKLIST
from bluestem.ui.api import MenuEntry, register_global, register_menu, register_panel

register_menu(
    MenuEntry(label=_("My submissions"), url_name="publishing:submissions", order=20, section="account", icon="pencil")
)
register_panel(SPACE_PANEL)
register_global("managing", managing)

register_notice_kind(NoticeKind(name=WORKLIST, label=_("Something was submitted"), default=Frequency.DAILY))
register_notice_kind(NoticeKind(name=DECISION, label=_("An answer to what you submitted"), default=Frequency.AT_ONCE))
register_notice_kind(NoticeKind(name=CONFIRM, label=_("A sheet of yours is to be confirmed"), default=Frequency.WEEKLY))
register_still_open(STILL_OPEN, still_open)

register_periodic("publishing.publish_due", 30, lambda: publish_due(now=timezone.now()))
register_periodic("publishing.carry_out_plans", 30, lambda: carry_out_plans(now=timezone.now()))
register_periodic("publishing.sweep_confirmations", 600, lambda: sweep_confirmations(now=timezone.now()))
register_periodic("publishing.ask_for_confirmation", 3600, lambda: ask_for_confirmation(now=timezone.now()))

WHOLE_TIME = _("As long as the network keeps the record; without your name once you delete your account.")
for model, person, fields in (
    (Submission, "submitter", ("submitter", "changed_by", "decided_by", "held_by")),
    (FieldComment, "author", ("author",)),
    (SubmissionEvent, "actor", ("actor",)),
    (Plan, "planned_by", ("planned_by",)),
):
    register_personal_data(
        PersonalData(
            model=model,
            purpose=_("To know who submitted, reviewed and decided what the network publishes."),
            legal_basis="6(1)(f)",
            retention=WHOLE_TIME,
            person=person,
            fields=fields,
            further=fields[1:],
            erasure=Erasure.DETACH,
        )
    )
