"""What newsletters offer to other rooms."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import register
from bluestem.kit.periodic import register_periodic
from bluestem.messaging.api import CONFIRMATION, TRANSACTIONAL, MailTemplate, Stop, register_mail, register_stop
from bluestem.newsletters.models import Subscription
from bluestem.newsletters.record_type import NEWSLETTER
from bluestem.newsletters.services import send_due
from bluestem.newsletters.subscribing import describe_stop, forget_unconfirmed, stop
from bluestem.newsletters.text import absolute, as_text, formatted
from bluestem.privacy.api import PersonalData, register_personal_data
from bluestem.ui.api import MenuEntry, register_filter, register_menu

register(NEWSLETTER)
register_filter("mail_html", formatted)
register_filter("mail_text", as_text)
register_filter("whole_address", absolute)
register_menu(MenuEntry(label=_("Newsletter"), url_name="newsletters:subscribe", order=40, section="network"))
register_mail(
    MailTemplate(
        name="newsletters.confirm",
        label=_("Confirm a newsletter"),
        category=CONFIRMATION,
        subject=_("Do you want our newsletter?"),
        template="newsletters/mail/confirm",
    )
)
register_mail(
    MailTemplate(
        name="newsletters.known",
        label=_("Newsletter asked for again"),
        category=TRANSACTIONAL,
        subject=_("You get our newsletter already"),
        template="newsletters/mail/known",
    )
)
for name, category in (("newsletters.issue", "newsletter"), ("newsletters.try", TRANSACTIONAL)):
    register_mail(
        MailTemplate(
            name=name,
            label=_("Newsletter"),
            category=category,
            subject="%(title)s",
            template="newsletters/mail/issue",
        )
    )
register_stop(Stop(name="newsletter", describe=describe_stop, stop=stop))
register_periodic("newsletters.send_due", 3, send_due)
register_periodic("newsletters.forget_unconfirmed", 3600, lambda: forget_unconfirmed(now=timezone.now()))
register_personal_data(
    PersonalData(
        model=Subscription,
        purpose=_("To send you the newsletter that you asked for."),
        legal_basis="6(1)(a)",
        retention=_("Until you end it; a week when you never confirm it."),
        person="person",
        fields=("email", "person", "language", "asked_at", "confirmed_at"),
    )
)
