"""Requests as they come from the open internet: signs of life, bodies, and input that makes no sense."""

from __future__ import annotations

import io

import pytest
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluestem.config.front.application import Front
from bluestem.config.front.requests import LARGEST_UPLOAD, BodyTooLarge, close_body, take_body, theme_in
from tests.config.wsgi_client import ask


def test_signs_of_life(front: Front) -> None:
    assert (ask(front, "/healthz").status, ask(front, "/healthz").body) == (200, b"alive\n")
    assert ask(front, "/healthz", host="any.name.example").status == 200
    assert (ask(front, "/readyz").status, ask(front, "/readyz").body) == (200, b"ready\n")


def test_not_ready_says_what_is_missing() -> None:
    front = Front(WSGIHandler(), pages=None, files=None, readiness=lambda: "The database does not answer.")
    answer = ask(front, "/readyz")
    assert (answer.status, answer.body) == (503, b"The database does not answer.\n")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/page/a\0b/", 400),
        ("/page/?q=%00", 400),
        ("/page/?q=a%00b", 400),
        ("/page/\xff\xfe/", 200),
        ("/\xff\xfe", 404),
        ("/page/?q=%ff%fe", 200),
        ("/page/?q=%ED%A0%80", 200),
        ("/page/?q=" + "x" * 10_000, 200),
        ("/page/?" + "&".join(f"a{i}=1" for i in range(3000)), 200),
        ("/page/?country[$ne]=1", 200),
        ("//page//", 404),
        ("*", 404),
        ("", 404),
    ],
)
def test_a_strange_address_gets_a_clear_answer(front: Front, target: str, status: int) -> None:
    assert ask(front, target).status == status


@pytest.mark.parametrize(
    "host", ["", "a b", "evil.example", "testserver,evil.example", "[::1", "x" * 5000, "\xff", "a@b"]
)
def test_a_host_that_is_not_ours_is_refused(front: Front, host: str) -> None:
    assert ask(front, "/page/", host=host).status == 400
    assert ask(front, "/page/").status == 200


ANY_TEXT = st.text(st.characters(max_codepoint=255), max_size=60)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.tuples(ANY_TEXT, ANY_TEXT),
    headers=st.fixed_dictionaries({"cookie": ANY_TEXT, "accept_encoding": ANY_TEXT, "if_none_match": ANY_TEXT}),
    method=st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT", "BREW"]),
)
def test_no_request_is_an_error_of_ours(
    front: Front, address: tuple[str, str], headers: dict[str, str], method: str
) -> None:
    answer = ask(front, "/page/{}?{}".format(*address), method=method, **headers)
    assert answer.status < 500


@pytest.mark.parametrize(
    ("cookies", "theme"),
    [
        ("theme=dark", "dark"),
        (" theme = light ", "light"),
        ("a=b; theme=light; c", "light"),
        ("theme=light; theme=dark", "dark"),
        ("themes=dark", ""),
        ("", ""),
        (";;=;", ""),
        ("theme=DARK", None),
        ("theme=", None),
        ("theme", None),
        ("theme=dark; sessionid=", None),
        ("messages=x", None),
    ],
)
def test_the_theme_is_read_strictly(cookies: str, theme: str | None) -> None:
    assert theme_in(cookies) == theme


@given(cookies=st.text(st.sampled_from("theme=dark;light\" sionid'\\141,"), max_size=40))
def test_a_theme_is_never_read_where_django_reads_another(cookies: str) -> None:
    from django.http import parse_cookie

    mine, djangos = theme_in(cookies), parse_cookie(cookies).get("theme", "")
    assert mine is None or mine == (djangos if djangos in ("light", "dark") else "")


def test_a_body_arrives_whole(front: Front) -> None:
    for size in (1, 70_000, 600_000):  # in memory, and in a temporary file
        body = bytes(range(256)) * (size // 256 + 1)
        assert ask(front, "/echo/", method="POST", body=body).body == body


def test_a_body_that_is_too_large_is_refused_unread() -> None:
    line = io.BytesIO(b"x")
    with pytest.raises(BodyTooLarge):
        take_body({"CONTENT_LENGTH": str(LARGEST_UPLOAD + 1), "wsgi.input": line})
    assert line.tell() == 0


def test_too_large_is_said(front: Front) -> None:
    answer = ask(front, "/echo/", method="POST", content_length=LARGEST_UPLOAD + 1)
    assert (answer.status, answer.body) == (413, b"This is more than can be sent at once.\n")


def test_a_body_is_taken_once_and_forgotten() -> None:
    environ = {"CONTENT_LENGTH": "5", "wsgi.input": io.BytesIO(b"hello, and the next request")}
    take_body(environ)
    taken = environ["wsgi.input"]
    take_body(environ)
    assert environ["wsgi.input"] is taken
    assert taken.read() == b"hello"
    close_body(environ)
    assert taken.closed
    close_body(environ)


@pytest.mark.parametrize("length", ["", "-1", "abc", "٣", "1e3", " 5"])
def test_a_length_that_is_none_is_no_body(length: str) -> None:
    environ = {"CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(b"hello")}
    take_body(environ)
    assert environ["wsgi.input"].tell() == 0
    close_body(environ)
