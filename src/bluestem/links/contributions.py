"""What links offer to other rooms."""

from bluestem.kit.periodic import register_periodic
from bluestem.links.panels import SPACE_PANEL
from bluestem.links.rounds import EVERY, begin_round
from bluestem.ui.api import register_panel

register_panel(SPACE_PANEL)
register_periodic("links.round", EVERY, begin_round)
