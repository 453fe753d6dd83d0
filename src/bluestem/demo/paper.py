"""A small real PDF for a sample publication, so that there is something to download. PDF 1.4, ISO 32000-1."""

from __future__ import annotations

import textwrap

from bluestem.kit.text import plain

LINE = 92
LEADING = 15
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
)


def paper(*, title: str, authors: str, year: int, text: str) -> bytes:
    """Give one A4 page with title, authors and text, in Latin letters."""
    lines = [("F2", 18, line) for line in textwrap.wrap(title, 48)]
    lines += [("F1", 11, f"{authors}, {year}"), ("F1", 11, "")]
    lines += [("F1", 10.5, line) for line in textwrap.wrap(plain(text), LINE)]
    lines += [("F1", 10.5, ""), ("F1", 9, "A document of the sample network; it says no more than this page.")]
    return _document(_content(lines), title)


def _content(lines: list[tuple[str, float, str]]) -> bytes:
    shown = "".join(f"/{font} {size} Tf ({_escape(line)}) Tj T*\n" for font, size, line in lines)
    return f"BT {LEADING} TL 60 770 Td\n{shown}ET".encode("cp1252", errors="replace")


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _document(content: bytes, title: str) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
        b"<< /Title (%s) >>" % _escape(title).encode("cp1252", errors="replace"),
    ]
    return _assemble(objects)


def _assemble(objects: list[bytes]) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + table + trailer
