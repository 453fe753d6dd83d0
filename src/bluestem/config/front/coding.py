"""Content codings: which one a client takes, and packing a text once for all who take it."""

from __future__ import annotations

import zlib

import brotli

IDENTITY = "identity"
PREFERRED = ("br", "gzip", IDENTITY)  # smallest first

# Measured with `benchmarks/codings.py` on a sheet of 31 kB and a country page of 108 kB: br 4 needs 0.4 and 1.3 ms
# and is smaller than gzip 9; br 5 saves 5 % more for twice the time, br 6 and up nothing worth it.
BROTLI_QUALITY = 4
GZIP_LEVEL = 5

_PACKABLE = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")
_REMEMBERED = 256  # different Accept-Encoding headers; browsers send a handful
LONGEST_WISH = 200  # characters of such a header that are read

_chosen: dict[str, str] = {}


def choose_coding(accepted: str) -> str:
    """Give the coding for an Accept-Encoding header: br, gzip or identity (RFC 9110, section 12.5.3).

    The client's highest quality wins; at equal quality the smallest does. A header that makes no sense, or
    one that refuses everything, gets identity: a readable page is better than an error.
    """
    accepted = accepted[:LONGEST_WISH]
    coding = _chosen.get(accepted)
    if coding is None:
        if len(_chosen) >= _REMEMBERED:
            _chosen.clear()
        coding = _chosen[accepted] = _best_of(accepted)
    return coding


def _best_of(accepted: str) -> str:
    qualities = dict(_wishes(accepted.lower()))
    others = qualities.get("*", 0.0)
    # Identity is always acceptable unless refused by name or by a star; it is taken last.
    fallback = qualities.get("*", 0.001)
    ranked = [(qualities.get(coding, fallback if coding == IDENTITY else others), coding) for coding in PREFERRED]
    quality, coding = max(ranked, key=lambda wish: wish[0])
    return coding if quality > 0 else IDENTITY


def _wishes(accepted: str) -> list[tuple[str, float]]:
    wishes = []
    for wish in accepted.split(","):
        coding, *parameters = (part.strip() for part in wish.split(";"))
        wishes.append((coding.removeprefix("x-"), _quality(parameters)))
    return wishes


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def is_packable(content_type: str) -> bool:
    """Whether packing makes a body of this type smaller."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith(_PACKABLE) or kind.endswith(("+json", "+xml"))


def pack(body: bytes, coding: str) -> bytes:
    """Give `body` in a coding (br, gzip or identity)."""
    if coding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    if coding == "gzip":
        return _gzip(body)
    return body


def _gzip(body: bytes) -> bytes:
    # No name and no time in the header (wbits 31 writes zeros): the same page is the same bytes in every process.
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()
