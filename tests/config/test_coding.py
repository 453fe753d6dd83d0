"""Which coding a client gets, and that packing loses nothing."""

from __future__ import annotations

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.config.front.coding import choose_coding, is_packable, pack


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("", "identity"),
        ("identity", "identity"),
        ("deflate", "identity"),
        ("*", "br"),
        ("*;q=0.5, gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.1, identity;q=0.9", "identity"),
        ("gzip ; q=0.5 , br ; q=0.4", "gzip"),
        ("br;q=nonsense", "identity"),
        ("br;q=7", "br"),
        ("br;q=-1", "identity"),
        ("br;level=4;q=0.5", "br"),
        ("*;q=0", "identity"),
        ("gzip;q=nan", "identity"),
        (",;=,", "identity"),
    ],
)
def test_the_coding_follows_the_clients_wishes(accepted: str, coding: str) -> None:
    assert choose_coding(accepted) == coding


@given(st.text(max_size=200))
def test_any_header_gets_a_coding(accepted: str) -> None:
    assert choose_coding(accepted) in ("br", "gzip", "identity")


@given(st.binary(max_size=5000))
def test_packing_loses_nothing(body: bytes) -> None:
    assert brotli.decompress(pack(body, "br")) == body
    assert gzip.decompress(pack(body, "gzip")) == body
    assert pack(body, "identity") is body


def test_the_same_page_is_packed_to_the_same_bytes() -> None:
    assert pack(b"page" * 100, "gzip") == pack(b"page" * 100, "gzip")


@pytest.mark.parametrize(
    ("content_type", "packable"),
    [
        ("text/html; charset=utf-8", True),
        ("application/rss+xml; charset=utf-8", True),
        ("application/feed+json", True),
        ("image/svg+xml", True),
        ("image/png", False),
        ("application/pdf", False),
        ("", False),
    ],
)
def test_only_text_is_packed(content_type: str, packable: bool) -> None:
    assert is_packable(content_type) is packable
