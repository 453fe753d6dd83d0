"""What messaging offers to other rooms, and what it keeps about people."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bluestem.kit.periodic import register_periodic
from bluestem.messaging.composing import zone_name
from bluestem.messaging.delivering import deliver_due
from bluestem.messaging.digests import NOTICES, write_due
from bluestem.messaging.forgetting import forget_old
from bluestem.messaging.kinds import CONFIRMATION, MailTemplate, register_mail
from bluestem.messaging.models import Bounce, Mail, Notice, NoticeChoice
from bluestem.messaging.panels import notices_panel
from bluestem.messaging.stopping import register_stop
from bluestem.messaging.stops import KIND
from bluestem.privacy.api import PersonalData, register_personal_data
from bluestem.ui.api import MenuEntry, Panel, register_global, register_menu, register_panel

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
        fields=("person", "title", "text", "url", "source_label", "source_url", "mail", "read_at"),
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
register_mail(NOTICES)
register_mail(
    MailTemplate(
        name="messaging.confirm_address",
        label=_("Question whether an address works again"),
        category=CONFIRMATION,
        subject=_("Does this address work again?"),
        template="messaging/mail/confirm_address",
    )
)
register_menu(MenuEntry(label=_("Notices"), url_name="messaging:list", order=20, section="account", icon="mail"))
register_menu(MenuEntry(label=_("Notices and mails"), url_name="messaging:notices", order=40, section="settings"))
if settings.DEMO:
    register_menu(
        MenuEntry(label=_("Outbox of the sample network"), url_name="messaging:outbox", order=90, section="help")
    )
register_panel(Panel(name="notices", slot="space", order=20, render=notices_panel))
register_global("zone_name", zone_name)
register_periodic("messaging.notices", 5, write_due)
register_periodic("messaging.delivery", 5, deliver_due)
register_periodic("messaging.forgetting", 3600, forget_old)
