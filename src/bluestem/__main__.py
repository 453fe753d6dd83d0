"""`python -m bluestem` is the `bluestem` command."""

from bluestem.cli.main import main

main()
