"""What stops a command, in one sentence for the person who typed it."""

from __future__ import annotations


class CommandFailed(Exception):
    """The command cannot do what was asked; the message says why and what to do. `code` is the exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
