"""The memory of finished pages: limited, by use, by age."""

from __future__ import annotations

from time import monotonic

from bluestem.config.front.pages import OLDEST, FinishedPages, Page
from bluestem.kit.generation import Generation

HTML = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public")]


def key(path: str) -> tuple[str, ...]:
    return ("testserver", path, "", "", "")


def page(generation: Generation, size: int = 10_000, fill: bytes = b"x") -> Page:
    return Page(HTML, fill * size, generation.current())


def test_the_least_recently_used_page_makes_room(generation: Generation) -> None:
    pages = FinishedPages(generation.current, memory=50_000)
    for name in "abcd":
        pages.keep(key(name), page(generation))
    assert pages.find(key("a"))  # used again, so b is now the oldest
    pages.keep(key("e"), page(generation))
    assert [bool(pages.find(key(name))) for name in "abcde"] == [True, False, True, True, True]
    assert pages.weight <= 50_000


def test_what_is_counted_is_what_is_kept(generation: Generation) -> None:
    pages = FinishedPages(generation.current)
    kept = page(generation)
    pages.keep(key("a"), kept)
    before = pages.weight
    packed = pages.add(key("a"), kept, "br")
    assert pages.weight == before + len(packed.whole[2]) + 2048
    assert pages.add(key("a"), kept, "br") is packed
    pages.keep(key("a"), page(generation, 5_000))
    assert pages.weight == 5_000 + 2048
    generation.advance()
    assert pages.find(key("a")) is None
    assert pages.weight == 0


def test_a_packed_page_that_was_dropped_is_not_counted(generation: Generation) -> None:
    pages = FinishedPages(generation.current)
    dropped = page(generation)
    assert pages.add(key("a"), dropped, "gzip").whole[2]
    assert (len(pages), pages.weight) == (0, 0)


def test_packing_can_push_others_out(generation: Generation) -> None:
    pages = FinishedPages(generation.current, memory=26_000)
    pages.keep(key("a"), page(generation))
    kept = page(generation)
    pages.keep(key("b"), kept)
    pages.add(key("b"), kept, "identity")
    assert pages.find(key("a")) is None
    assert pages.find(key("b")) is kept


def test_the_first_page_after_publishing_clears_the_old_ones(generation: Generation) -> None:
    pages = FinishedPages(generation.current)
    for name in "abc":
        pages.keep(key(name), page(generation))
    generation.advance()
    pages.keep(key("d"), page(generation))
    assert len(pages) == 1


def test_a_page_of_an_older_generation_is_not_kept(generation: Generation) -> None:
    pages = FinishedPages(generation.current)
    computed = page(generation)
    generation.advance()
    pages.keep(key("a"), computed)
    assert len(pages) == 0


def test_a_page_grows_old(generation: Generation) -> None:
    pages = FinishedPages(generation.current)
    kept = page(generation)
    assert 0 < kept.expires - monotonic() <= OLDEST
    pages.keep(key("a"), kept)
    kept.expires = monotonic() - 0.001
    assert pages.find(key("a")) is None
    assert len(pages) == 0


def test_headers_that_never_come_again_are_not_remembered(generation: Generation) -> None:
    pages = FinishedPages(generation.current)
    kept = page(generation)
    pages.keep(key("a"), kept)
    for number in range(200):
        assert pages.add(key("a"), kept, f"br, x{number}") is pages.add(key("a"), kept, "br" + "," * 10_000)
    assert len(kept.wished) == 32


def test_pictures_are_sent_as_they_are(generation: Generation) -> None:
    picture = Page([("Content-Type", "image/png"), ("Vary", "Cookie, HX-Request")], b"p" * 1000, 0)
    variant = picture.add("br")
    _status, headers, body = variant.whole
    assert body == b"p" * 1000
    assert "Content-Encoding" not in dict(headers)
    assert dict(headers)["Vary"] == "Cookie, HX-Request, Accept-Encoding"
