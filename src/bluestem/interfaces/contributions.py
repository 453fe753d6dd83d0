"""What interfaces offers to other rooms and to every page, and what the worker does for them."""

from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import register_change_listener
from bluestem.interfaces.choices import NOTICE
from bluestem.interfaces.journal import follow_changes, note_changes, prune_journal
from bluestem.interfaces.models import AccessToken, Webhook
from bluestem.interfaces.queries import long_ended
from bluestem.interfaces.tasks import deliver_webhooks, forget_messages
from bluestem.kit.periodic import register_periodic
from bluestem.messaging.api import Frequency, NoticeKind, register_notice_kind
from bluestem.privacy.api import PersonalData, register_personal_data
from bluestem.ui.api import MenuEntry, register_menu

HOUR = 3600

register_change_listener(note_changes)
register_periodic("interfaces.follow_changes", 1, follow_changes)
register_periodic("interfaces.prune_journal", HOUR, prune_journal)
register_periodic("interfaces.deliver_webhooks", 5, deliver_webhooks)
register_periodic("interfaces.forget_messages", HOUR, forget_messages)
register_notice_kind(NoticeKind(name=NOTICE, label=_("Webhooks that were switched off"), default=Frequency.AT_ONCE))
register_menu(MenuEntry(label=_("For programs"), url_name="interfaces:overview", order=20, section="data"))
register_menu(MenuEntry(label=_("Access tokens"), url_name="interfaces:tokens", order=70, section="settings"))
register_menu(MenuEntry(label=_("Webhooks"), url_name="interfaces:webhooks", order=75, section="settings"))
register_personal_data(
    PersonalData(
        model=AccessToken,
        purpose=_("To let programs write in your name."),
        legal_basis="6(1)(b)",
        retention=_("Three months after it stopped working, or until you delete your account."),
        expired=long_ended,
        person="person",
        fields=("person", "name", "last_used_on"),
        secret_fields=("digest",),
    )
)
register_personal_data(
    PersonalData(
        model=Webhook,
        purpose=_("To tell your programs of new and changed records."),
        legal_basis="6(1)(b)",
        retention=_("Until you remove the webhook or delete your account."),
        person="person",
        fields=("person", "url"),
        secret_fields=("secret",),
    )
)
