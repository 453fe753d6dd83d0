"""Finished pages: who gets them, who does not, and that nobody gets one that is no longer true."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
from pathlib import Path
from wsgiref.validate import validator

import brotli
import pytest

from bluestem.config.front.application import LONGEST_STREAMS, Front
from bluestem.config.front.pages import FinishedPages
from bluestem.kit.generation import Generation
from tests.config import front_site
from tests.config.wsgi_client import ask

BROWSER = "gzip, deflate, br, zstd"


def test_a_page_is_computed_once(front: Front) -> None:
    first, second = ask(front, "/page/"), ask(front, "/page/")
    assert first.status == second.status == 200
    assert first.body == second.body
    assert first.headers == second.headers


def test_it_goes_out_to_be_asked_after_each_time(front: Front) -> None:
    headers = ask(front, "/page/").headers
    assert headers["cache-control"] == "public, no-cache"
    assert headers["vary"] == "Accept-Encoding, Cookie"
    assert headers["content-length"] == str(len(ask(front, "/page/").body))
    assert headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("other", "headers"),
    [
        ("/page/?page=2", {}),
        ("/page/other/", {}),
        ("/page/", {"host": "localhost"}),
        ("/page/", {"cookie": "theme=dark"}),
        ("/page/", {"x_forwarded_proto": "https"}),
    ],
)
def test_another_address_host_scheme_or_theme_is_another_page(front: Front, other: str, headers: dict) -> None:
    first = ask(front, "/page/").number
    second = ask(front, other, **headers).number
    assert first != second
    assert ask(front, other, **headers).number == second
    assert ask(front, "/page/").number == first


def test_publishing_drops_every_page(front: Front, generation: Generation) -> None:
    first = ask(front, "/page/").number
    generation.advance()
    assert ask(front, "/page/").number > first


def test_publishing_in_another_process_drops_every_page(front: Front, tmp_path: Path) -> None:
    first = ask(front, "/page/").number
    code = (
        "import sys; from pathlib import Path; from bluestem.kit.generation import Generation;"
        "Generation(Path(sys.argv[1])).advance()"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "generation")], check=True)  # noqa: S603
    assert ask(front, "/page/").number > first


def test_what_is_published_while_a_page_is_computed_is_not_missed(front: Front, generation: Generation) -> None:
    front_site.while_computing.append(generation.advance)
    first = ask(front, "/page/").number
    front_site.while_computing.clear()
    assert ask(front, "/page/").number > first


def test_threads_never_see_a_page_older_than_what_was_published(front: Front, generation: Generation) -> None:
    published = [next(front_site.computed)]
    late: list[tuple[int, int]] = []

    def read() -> None:
        for _ in range(300):
            known = published[-1]
            seen = ask(front, "/page/").number
            if seen < known:
                late.append((seen, known))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for _ in range(200):
        # What is computed from now on has a higher number; only after that do readers count on it.
        number = next(front_site.computed)
        generation.advance()
        published.append(number)
    for reader in readers:
        reader.join()
    assert late == []


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "sessionid=abc"},
        {"cookie": "theme=dark; sessionid=abc"},
        {"cookie": "messages=abc"},
        {"cookie": "theme=pink"},
        {"cookie": 'theme="dark"'},
        {"authorization": "Basic YTpi"},
        {"hx_request": "true"},
    ],
)
def test_who_may_get_something_personal_gets_it_computed(front: Front, headers: dict[str, str]) -> None:
    kept = ask(front, "/page/").number
    assert len({ask(front, "/page/", **headers).number for _ in range(3)} - {kept}) == 3
    assert ask(front, "/page/").number == kept


def test_with_a_session_a_public_page_is_private(front: Front) -> None:
    headers = ask(front, "/page/", cookie="sessionid=abc").headers
    assert headers["cache-control"] == "private, no-store"
    assert "content-encoding" not in headers


def test_cookies_that_mean_nothing_here_do_no_harm(front: Front) -> None:
    assert ask(front, "/page/").number == ask(front, "/page/", cookie="csrftoken=abc; analytics=1").number


@pytest.mark.parametrize(
    "target", ["/with-cookie/", "/by-browser/", "/missing/", "/private/", "/large/", "/page/?q=" + "x" * 600]
)
def test_what_must_not_be_kept_is_not(front: Front, pages: FinishedPages, target: str) -> None:
    assert ask(front, target).number != ask(front, target).number
    assert len(pages) == 0


def test_a_redirect_is_not_kept(front: Front) -> None:
    assert ask(front, "/moved/").headers["location"] != ask(front, "/moved/").headers["location"]


def test_each_coding_has_its_own_tag(front: Front) -> None:
    plain = ask(front, "/page/")
    packed = ask(front, "/page/", accept_encoding=BROWSER)
    zipped = ask(front, "/page/", accept_encoding="gzip;q=0.8, br;q=0.1")
    assert brotli.decompress(packed.body) == gzip.decompress(zipped.body) == plain.body
    assert [a.headers.get("content-encoding") for a in (plain, packed, zipped)] == [None, "br", "gzip"]
    assert len({a.headers["etag"] for a in (plain, packed, zipped)}) == 3
    assert ask(front, "/page/", accept_encoding=BROWSER, if_none_match=packed.headers["etag"]).status == 304
    assert ask(front, "/page/", accept_encoding=BROWSER, if_none_match=plain.headers["etag"]).status == 200


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', "*", ' "a" , W/{} '])
def test_who_has_the_page_is_told_so(front: Front, known: str) -> None:
    tag = ask(front, "/page/").headers["etag"]
    answer = ask(front, "/page/", if_none_match=known.format(tag))
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers == {"etag": tag, "vary": "Accept-Encoding, Cookie", "cache-control": "public, no-cache"}


def test_after_a_change_the_old_tag_no_longer_counts(front: Front, generation: Generation) -> None:
    tag = ask(front, "/page/").headers["etag"]
    generation.advance()
    assert ask(front, "/page/", if_none_match=tag).status == 200


@pytest.mark.parametrize("target", ["/page/", "/without-head/"])
def test_head_is_the_headers_of_the_page(front: Front, target: str) -> None:
    head, page, head_again = ask(front, target, method="HEAD"), ask(front, target), ask(front, target, method="HEAD")
    assert head.body == head_again.body == b""
    assert head.headers == page.headers == head_again.headers
    assert int(head.headers["content-length"]) == len(page.body) > 1000


def test_a_post_is_never_answered_from_what_is_kept(front: Front) -> None:
    kept = ask(front, "/page/").number
    assert ask(front, "/page/", method="POST").status == 403  # Django's check for forged requests was reached
    assert ask(front, "/page/").number == kept


def test_downloads_pass_through_piece_by_piece(front: Front, pages: FinishedPages) -> None:
    answer = ask(front, "/download/")
    assert list(answer.pieces) == [b"one,", b"two,", b"three"]
    assert len(pages) == 0


def test_some_threads_stay_free_of_downloads(front: Front) -> None:
    running = [ask(front, "/download/") for _ in range(LONGEST_STREAMS)]
    refused = ask(front, "/download/")
    assert (refused.status, refused.headers["retry-after"]) == (503, "60")
    assert ask(front, "/page/").status == 200
    running[0].pieces.close()
    running[0].pieces.close()  # closing twice gives back one place, not two
    assert ask(front, "/download/").status == 200
    assert ask(front, "/download/").status == 503


def test_it_keeps_to_the_rules_of_wsgi(front: Front) -> None:
    checked = validator(front)
    for target in ("/page/", "/page/", "/private/", "/download/", "/healthz", "/missing/"):
        answer = ask(checked, target)
        assert answer.status in (200, 404)
        list(answer.pieces)
        answer.pieces.close()
