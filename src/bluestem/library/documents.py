"""Documents that members upload: of a kind that people can open, as large as its ending and its first bytes say."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

MOST_BYTES = 50_000_000
# Ending to the bytes that such a file begins with. ZIP (PKWARE APPNOTE 4.3.7) is what OpenDocument, Office Open XML and
# EPUB files are packed in; PDF as ISO 32000-1, 7.5.2.
ZIP = b"PK\x03\x04"
KINDS = {
    ".pdf": b"%PDF-",
    **dict.fromkeys((".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods", ".epub", ".zip"), ZIP),
}
ACCEPT = ",".join(KINDS)


def clean_document(file: UploadedFile[Any]) -> ContentFile[bytes]:
    """Give the file to keep. Raises ValidationError when it is too large, empty, or not what its name says."""
    ending = PurePath(file.name or "").suffix.lower()
    if file.size is None or file.size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 50 MB. Make it smaller, or give the address where it is."))
    if ending not in KINDS:
        raise ValidationError(
            _("We take PDF, Word, PowerPoint, Excel, OpenDocument, EPUB and ZIP files. Choose one of these.")
        )
    content = file.read()
    if not content.startswith(KINDS[ending]):
        raise ValidationError(_("This file is not what its name says. Save it again, and choose the new file."))
    return ContentFile(content, name=f"document{ending}")
