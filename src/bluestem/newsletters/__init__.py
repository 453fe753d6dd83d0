"""Newsletters: written by the secretariat, sent to those who asked twice, kept in public.

Nobody is followed: no pixel, no marked link. What is known of an issue is how many were sent, came back, and ended.
"""
