"""Timed scenarios. Each compares two things in one run, because machines and their moods differ."""
