"""Settings by purpose: production (default), development, test."""
