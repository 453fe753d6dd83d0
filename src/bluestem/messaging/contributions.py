"""What messaging offers to other rooms, and what it keeps about people."""

from django.utils.translation import gettext_lazy as _

from bluestem.messaging.models import Bounce, Mail, Notice, NoticeChoice
from bluestem.messaging.stopping import register_stop
from bluestem.messaging.stops import KIND
from bluestem.privacy.api import PersonalData, register_personal_data

register_personal_data(
    PersonalData(
        model=Mail,
        purpose=_("To send you the mails you asked for, and none of them twice."),
        legal_basis="6(1)(b)",
        retention=_("The text until it is sent; that it was sent for 30 days."),
        person="person",
        fields=("person", "recipient", "subject", "message"),
    )
)
register_personal_data(
    PersonalData(
        model=Bounce,
        purpose=_("To stop writing to an address that does not work."),
        legal_basis="6(1)(f)",
        retention=_("Until the address works again, or one year."),
        person="person",
        fields=("person", "recipient", "answer"),
    )
)
register_personal_data(
    PersonalData(
        model=Notice,
        purpose=_("To tell you what you want to hear of."),
        legal_basis="6(1)(b)",
        retention=_("Half a year."),
        person="person",
        fields=("person", "title", "text", "url", "source_label", "source_url", "read_at"),
    )
)
register_personal_data(
    PersonalData(
        model=NoticeChoice,
        purpose=_("To know how often you want mail."),
        legal_basis="6(1)(b)",
        retention=_("Until you delete your account."),
        person="person",
        fields=("person", "kind", "frequency"),
    )
)
register_stop(KIND)
