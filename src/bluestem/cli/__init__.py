"""The `bluestem` command: a thin front for management commands and the servers."""
