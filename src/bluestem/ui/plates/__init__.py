"""Cyanotype plates: drawings made from records.

A plate is a chart first and an ornament second: one stem is one record, its height says how much of it there is,
its leaves are activities, its copper seeds measured results. The same record always gives the same drawing.
"""

from bluestem.ui.plates.sheets import MAX_STEMS, Stem, meadow_svg, plate_svg, thumb_svg
from bluestem.ui.plates.species import SPECIES, STRAND_SPECIES

__all__ = ["MAX_STEMS", "SPECIES", "STRAND_SPECIES", "Stem", "meadow_svg", "plate_svg", "thumb_svg"]
