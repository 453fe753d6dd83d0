"""What following offers to other rooms, what it keeps about people, and what the worker does for it."""

from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import register_change_listener
from bluestem.following.alerts import KIND, note_changes, tell_followers
from bluestem.following.models import Follow
from bluestem.following.panels import follow_country, follow_list, follow_record
from bluestem.following.queries import public_records, withdrawn_records
from bluestem.following.stops import FOLLOW
from bluestem.kit.periodic import register_periodic
from bluestem.messaging.api import Frequency, NoticeKind, register_notice_kind, register_still_open, register_stop
from bluestem.privacy.api import PersonalData, register_personal_data
from bluestem.ui.api import MenuEntry, Panel, register_menu, register_panel

register_personal_data(
    PersonalData(
        model=Follow,
        purpose=_("To tell you what is new in the searches and records you follow."),
        legal_basis="6(1)(b)",
        retention=_("Until you stop following, or delete your account."),
        person="person",
        fields=("person", "kind", "query", "record_id", "title", "pace", "created_at"),
    )
)
register_change_listener(note_changes)
register_notice_kind(NoticeKind(name=KIND, label=_("Searches and records you follow"), default=Frequency.DAILY))
register_still_open("public-record", public_records)
register_still_open("withdrawn-record", withdrawn_records)
register_stop(FOLLOW)
register_panel(Panel(name="follow", slot="list", order=10, render=follow_list))
register_panel(Panel(name="follow", slot="record", order=10, render=follow_record))
register_panel(Panel(name="follow", slot="country", order=5, render=follow_country))
register_menu(MenuEntry(label=_("What I follow"), url_name="following:following", order=30, section="settings"))
register_menu(
    MenuEntry(label=_("What I follow"), url_name="following:following", order=30, section="account", icon="rss")
)
register_periodic("following.alerts", 5, tell_followers)
