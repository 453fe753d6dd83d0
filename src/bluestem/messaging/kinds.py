"""What rooms declare: their mails, their kinds of notices, and how to ask whether somebody may still open a thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from bluestem.accounts.api import User
from bluestem.messaging.choices import Frequency
from bluestem.ui.api import Text

# The category of mails that somebody asked for, or must get: these have no link to unsubscribe.
TRANSACTIONAL = "transactional"
# The one category that also reaches an address that a server refused: it asks whether the address works again.
CONFIRMATION = "confirmation"

StillOpen = Callable[[User, Sequence[str]], Collection[str]]


@dataclass(frozen=True, kw_only=True)
class MailTemplate:
    """A mail that a room sends.

    name: `<room>.<what>`. label: what it is, for lists. category: TRANSACTIONAL, CONFIRMATION, or the name of the kind
    of notices that it belongs to, which lets its reader unsubscribe. subject: lazily translated, with gaps such as
    `%(name)s` that are filled from the context. template: `<room>/mail/<name>`, the path of the Jinja templates
    without `.txt` and `.html`.
    """

    name: str
    label: Text
    category: str
    subject: Text
    template: str

    @property
    def is_transactional(self) -> bool:
        return self.category in (TRANSACTIONAL, CONFIRMATION)


@dataclass(frozen=True, kw_only=True)
class NoticeKind:
    """A kind of notices, as the settings page offers it. `default`: how often, until a person chooses."""

    name: str
    label: Text
    default: Frequency


class Declared:
    """What the rooms of this installation declared, by name."""

    def __init__(self) -> None:
        self.mails: dict[str, MailTemplate] = {}
        self.notice_kinds: dict[str, NoticeKind] = {}
        self.still_open: dict[str, StillOpen] = {}

    def register_mail(self, mail: MailTemplate) -> None:
        """Declare a mail; raise ValueError if the name is taken."""
        _add(self.mails, mail.name, mail)

    def register_notice_kind(self, kind: NoticeKind) -> None:
        """Declare a kind of notices; raise ValueError if the name is taken."""
        _add(self.notice_kinds, kind.name, kind)

    def register_still_open(self, name: str, function: StillOpen) -> None:
        """Declare a question `name`, asked with the arguments of notices whose `still_open` is `name:argument`.

        function: takes the person and the arguments, and gives those that this person may open now. Raises ValueError
        if the name is taken.
        """
        _add(self.still_open, name, function)


def _add(things: dict[str, Any], name: str, thing: Any) -> None:
    if name in things:
        raise ValueError(f"{name} is declared twice.")
    things[name] = thing


declared = Declared()
register_mail = declared.register_mail
register_notice_kind = declared.register_notice_kind
register_still_open = declared.register_still_open
