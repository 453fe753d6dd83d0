"""Organisations, the network itself, country profiles, and who belongs to what in which role."""
