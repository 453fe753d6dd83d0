"""The design system: layouts, strict components, styles, icons, drawings and charts.

It knows no record and no room. Rooms put their menu entries and panels into its registries
from their `contributions.py`, and write their pages with its base layout and macros.
"""
