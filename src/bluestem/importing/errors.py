"""What an import refuses. The messages are for the person who imports."""


class ImportRefused(ValueError):
    """The whole import cannot go on: its file, its headings, or the state that it is in."""
