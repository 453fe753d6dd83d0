"""Bluestem: the open platform on which STEM-education networks run, from activity to evidence."""

__version__ = "0.1.0"
