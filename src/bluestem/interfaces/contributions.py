"""What interfaces offers to other rooms, and what the worker does for them."""

from bluestem.catalogue.api import register_change_listener
from bluestem.interfaces.journal import follow_changes, note_changes, prune_journal
from bluestem.kit.periodic import register_periodic

HOUR = 3600

register_change_listener(note_changes)
register_periodic("interfaces.follow_changes", 1, follow_changes)
register_periodic("interfaces.prune_journal", HOUR, prune_journal)
