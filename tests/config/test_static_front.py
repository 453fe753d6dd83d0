"""Static files: packed, long-lived when their name holds a hash, and nothing outside their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bluestem.config.front.static import StaticFiles
from tests.config.wsgi_client import Answer, ask

HASHED = "/static/ui/site.0123456789ab.css"


@pytest.fixture
def files(tmp_path: Path):
    folder = tmp_path / "static" / "ui"
    folder.mkdir(parents=True)
    for name in ("site.css", "site.0123456789ab.css"):
        (folder / name).write_bytes(b"body { color: black }" * 20)
        (folder / f"{name}.gz").write_bytes(b"gzip bytes, more than those of brotli")
        (folder / f"{name}.br").write_bytes(b"brotli bytes")
    (folder / "mark.svg").write_bytes(b"<svg/>")
    (tmp_path / "secret-key").write_text("secret")
    return StaticFiles(tmp_path / "static", "/static/").answer


def test_a_hashed_name_is_kept_for_years(files) -> None:
    answer = ask(files, HASHED)
    assert (answer.status, answer.body) == (200, b"body { color: black }" * 20)
    assert answer.headers["cache-control"] == "max-age=315360000, public, immutable"
    assert answer.headers["content-type"] == 'text/css; charset="utf-8"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in answer.headers


def test_a_plain_name_is_asked_for_again_soon(files) -> None:
    assert ask(files, "/static/ui/site.css").headers["cache-control"] == "max-age=60, public"


@pytest.mark.parametrize(
    ("accepted", "body"),
    [
        ("gzip, deflate, br", b"brotli bytes"),
        ("gzip", b"gzip bytes, more than those of brotli"),
        ("br;q=0, gzip", b"gzip bytes, more than those of brotli"),
        ("", b"body { color: black }" * 20),
    ],
)
def test_packed_files_go_to_those_who_take_them(files, accepted: str, body: bytes) -> None:
    answer = ask(files, HASHED, accept_encoding=accepted)
    assert answer.body == body
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-length"] == str(len(body))


def test_who_has_the_file_is_told_so(files) -> None:
    tag = ask(files, HASHED).headers["etag"]
    answer = ask(files, HASHED, if_none_match=tag)
    assert (answer.status, answer.body) == (304, b"")


def test_head_is_headers_alone(files) -> None:
    answer = ask(files, HASHED, method="HEAD")
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"", "420")


def test_a_part_of_a_file(files) -> None:
    answer = ask(files, HASHED, range="bytes=0-3")
    assert (answer.status, answer.body, answer.headers["content-range"]) == (206, b"body", "bytes 0-3/420")


def test_a_file_is_never_written_to(files) -> None:
    assert ask(files, HASHED, method="POST").status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/ui",
        "/static/ui/",
        "/static/ui/none.css",
        "/static/../secret-key",
        "/static/ui/../../secret-key",
        "/static//ui/site.css",
        "/static/\\..\\secret-key",
        "/static/ui/site.css\0",
        "/static/ui/\xff\xfe",
        "/static/" + "x" * 5000,
        "/static/ui/site.css.br",
    ],
)
def test_everything_else_is_not_there(files, path: str) -> None:
    answer: Answer = ask(files, path)
    assert (answer.status, answer.body) == (404, b"There is no such file.\n")
