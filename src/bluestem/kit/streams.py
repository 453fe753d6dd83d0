"""Text that leaves in pieces while it is being written."""

from __future__ import annotations

import io

PIECE = 32_000  # characters; big enough to be sent well, small enough to be forgotten soon


class Spool(io.StringIO):
    """A buffer that others write to and that is emptied piece by piece."""

    @property
    def is_full(self) -> bool:
        return self.tell() > PIECE

    def drain(self) -> str:
        """Give what was written since the last time."""
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text
