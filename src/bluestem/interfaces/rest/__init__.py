"""REST: what every record type gives to programs, derived from its declaration alone."""
