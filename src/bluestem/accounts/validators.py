from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def one_line(text: str) -> None:
    """Raise ValidationError if a text has a line break or another sign that cannot be seen: it goes into mail heads."""
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs") for sign in text):
        raise ValidationError(_("Write it on one line, with letters and signs only."), code="one_line")
