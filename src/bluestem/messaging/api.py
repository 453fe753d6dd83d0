"""What other rooms may use of messaging."""

from bluestem.messaging.choices import Frequency, MailState
from bluestem.messaging.kinds import (
    CONFIRMATION,
    TRANSACTIONAL,
    MailTemplate,
    NoticeKind,
    register_mail,
    register_notice_kind,
    register_still_open,
)
from bluestem.messaging.models import Mail, Notice
from bluestem.messaging.queries import outbox_problem
from bluestem.messaging.rules import next_due
from bluestem.messaging.services import (
    NewNotice,
    Source,
    choose_frequency,
    notify,
    notify_many,
    preview,
    reschedule_source,
    send,
)
from bluestem.messaging.stopping import Stop, register_stop, stop_address

__all__ = [
    "CONFIRMATION",
    "TRANSACTIONAL",
    "Frequency",
    "Mail",
    "MailState",
    "MailTemplate",
    "NewNotice",
    "Notice",
    "NoticeKind",
    "Source",
    "Stop",
    "choose_frequency",
    "next_due",
    "notify",
    "notify_many",
    "outbox_problem",
    "preview",
    "register_mail",
    "register_notice_kind",
    "register_still_open",
    "register_stop",
    "reschedule_source",
    "send",
    "stop_address",
]
