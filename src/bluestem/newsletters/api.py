"""What other rooms may use of newsletters."""

from bluestem.newsletters.models import Issue
from bluestem.newsletters.services import save_issue, schedule_issue, send_due
from bluestem.newsletters.subscribing import ask_for_newsletter, confirm_subscription

__all__ = ["Issue", "ask_for_newsletter", "confirm_subscription", "save_issue", "schedule_issue", "send_due"]
