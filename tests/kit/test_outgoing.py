"""The outgoing client against a server that means no good."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Iterator
from itertools import count

import pytest

from bluestem.kit.outgoing import NotAllowed, Outgoing, TimedOut, TooLarge, Unreachable
from tests.kit.strange_server import Strange, strange_server

AGENT = "Bluestem-test/1.0 (+https://stem.example)"
LOOPBACK = ("127.0.0.0/8",)


@pytest.fixture(scope="module")
def running() -> Iterator[Strange]:
    with strange_server() as strange:
        yield strange


@pytest.fixture
def strange(running) -> Strange:
    running.asked.clear()
    running.bodies.clear()
    return running


def client(strange: Strange, **limits) -> Outgoing:
    return Outgoing(**{"user_agent": AGENT, "allowed": LOOPBACK, "ports": {strange.port}, "seconds": 5, **limits})


def test_an_answer_comes_whole(strange):
    strange.serve("/page", b"hello", ETag='"1"')

    answer = client(strange).get(strange.url("/page#part"), headers={"Accept": "text/html"})

    assert (answer.status, answer.content, answer.headers["etag"]) == (200, b"hello", '"1"')
    assert (answer.url, answer.redirects) == (strange.url("/page"), ())
    ((method, path, headers),) = strange.asked
    assert (method, path, headers["Accept"], headers["User-Agent"]) == ("GET", "/page", "text/html", AGENT)
    assert headers["Host"] == f"127.0.0.1:{strange.port}"


def test_a_refusal_is_an_answer(strange):
    assert client(strange).get(strange.url("/nothing-here")).status == 404


def test_head_and_unread_answers_bring_no_body(strange):
    strange.serve("/page", b"hello")

    assert client(strange).head(strange.url("/page")).content == b""
    assert client(strange, most_bytes=2).get(strange.url("/page"), read=False).status == 200
    assert [method for method, *_rest in strange.asked] == ["HEAD", "GET"]


def test_what_is_posted_arrives(strange):
    strange.serve("/hook", b"ok", status=202)

    answer = client(strange).post(strange.url("/hook"), b'{"a": 1}', headers={"X-Signature": "abc"})

    assert (answer.status, answer.content, strange.bodies) == (202, b"ok", [b'{"a": 1}'])
    assert strange.asked[0][2]["X-Signature"] == "abc"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_packed_answers_are_unpacked(strange, coding):
    packed = {"gzip": gzip.compress, "deflate": zlib.compress}[coding](b"word " * 1000)
    strange.serve("/packed", packed, Content_Encoding=coding)

    assert client(strange).get(strange.url("/packed")).content == b"word " * 1000


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1"),
        *("0.0.0.0", "169.254.169.254", "10.1.2.3", "192.168.0.1", "100.64.0.1", "[fe80::1]", "[64:ff9b::7f00:1]"),  # noqa: S104
    ],
)
def test_no_private_place_is_called(strange, host):
    with pytest.raises((NotAllowed, Unreachable)) as refusal:
        client(strange, allowed=()).get(strange.url("/page", host))

    assert strange.asked == []
    if host[0] in "12[":
        assert refusal.type is NotAllowed


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "//example.org/", "example.org", ""),
        *("http://", "http:///path", "https://user@example.org/", "https://user:password@example.org/", "http://[::1"),
        *("http://example.org:22/", "https://example.org:8443/", "http://example.org\r\nX: y/", "javascript:alert(1)"),
    ],
)
def test_addresses_that_are_not_called(url):
    def never(_host: str, _port: int) -> list[str]:
        raise AssertionError("a name was asked for")

    with pytest.raises(NotAllowed):
        Outgoing(user_agent=AGENT, resolve=never).get(url)


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    outgoing = Outgoing(user_agent=AGENT, resolve=lambda _host, _port: ["93.184.216.34", "10.0.0.1"])

    with pytest.raises(NotAllowed, match=r"10\.0\.0\.1"):
        outgoing.get("https://example.org/")


def test_a_redirect_to_a_private_place_is_refused(strange):
    strange.redirect("/away", "http://10.0.0.1/secret")
    strange.redirect("/meta", "http://169.254.169.254/latest/meta-data/")
    strange.redirect("/file", "file:///etc/passwd")
    strange.redirect("/port", "http://127.0.0.1:22/")

    for path in ("/away", "/meta", "/file", "/port"):
        with pytest.raises(NotAllowed):
            client(strange, ports={80, strange.port}).get(strange.url(path))
    assert [path for _method, path, _headers in strange.asked] == ["/away", "/meta", "/file", "/port"]


def test_redirects_are_followed_and_counted(strange):
    strange.redirect("/one", "/two")
    strange.redirect("/two", strange.url("/three"), status=308)
    strange.serve("/three", b"here")

    answer = client(strange).get(strange.url("/one"))

    assert (answer.content, answer.url) == (b"here", strange.url("/three"))
    assert answer.redirects == (strange.url("/one"), strange.url("/two"))


def test_a_ring_of_redirects_ends(strange):
    strange.redirect("/ring", "/ring")

    with pytest.raises(NotAllowed, match="more than 3 redirects"):
        client(strange, most_redirects=3).get(strange.url("/ring"))
    assert len(strange.asked) == 4


def test_headers_stay_with_their_host(strange):
    strange.redirect("/same", "/end")
    strange.redirect("/other", strange.url("/end", "localhost"))
    strange.serve("/end", b"")
    outgoing = client(strange, resolve=lambda _host, _port: ["127.0.0.1"])

    for path in ("/same", "/other"):
        outgoing.get(strange.url(path), headers={"Authorization": "Bearer secret"})

    assert [headers.get("Authorization") for _m, _p, headers in strange.asked] == [*["Bearer secret"] * 3, None]


def test_what_is_posted_goes_to_no_second_place(strange):
    strange.redirect("/hook", "/other", status=307)

    assert client(strange).post(strange.url("/hook"), b"secret").status == 307
    assert [path for _method, path, _headers in strange.asked] == ["/hook"]


def test_a_name_that_changes_its_mind_changes_nothing(strange):
    """The second answer of the name server would be private; nobody asks a second time for one connection."""
    strange.serve("/page", b"hello")
    asked = count()

    def changing(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"] if next(asked) == 0 else ["10.0.0.1"]

    outgoing = client(strange, resolve=changing)

    assert outgoing.get(strange.url("/page", "rebind.example")).content == b"hello"
    assert next(asked) == 1
    with pytest.raises(NotAllowed):
        outgoing.get(strange.url("/page", "rebind.example"))
    assert len(strange.asked) == 1


def test_a_name_is_asked_for_again_at_a_redirect(strange):
    strange.redirect("/self", "/page")
    answers = iter([["127.0.0.1"], ["192.168.0.1"]])

    with pytest.raises(NotAllowed):
        client(strange, resolve=lambda _host, _port: next(answers)).get(strange.url("/self", "rebind.example"))
    assert [path for _method, path, _headers in strange.asked] == ["/self"]


@pytest.mark.parametrize("path", ["/drip", "/slow-headers"])
def test_an_answer_in_drops_is_given_up(strange, path):
    with pytest.raises(TimedOut):
        client(strange, seconds=0.4).get(strange.url(path))


def test_a_name_server_that_sleeps_is_given_up(strange):
    woken = threading.Event()

    def sleeping(_host: str, _port: int) -> list[str]:
        woken.wait(10)
        return []

    with pytest.raises(TimedOut):
        client(strange, seconds=0.1, resolve=sleeping).get(strange.url("/page"))
    woken.set()


@pytest.mark.parametrize("path", ["/endless", "/bomb", "/huge"])
def test_too_large_an_answer_is_given_up(strange, path):
    with pytest.raises(TooLarge):
        client(strange, most_bytes=1_000_000).get(strange.url(path))


def test_what_is_no_http_or_not_there_is_unreachable(strange):
    strange.serve("/brotli", b"abc", Content_Encoding="br")
    strange.serve("/broken", b"abc", Content_Encoding="gzip")

    for path in ("/nonsense", "/brotli", "/broken"):
        with pytest.raises(Unreachable):
            client(strange).get(strange.url(path))
    with pytest.raises(Unreachable):
        client(strange, ports={1}).get("http://127.0.0.1:1/")
    with pytest.raises(Unreachable):
        Outgoing(user_agent=AGENT).get("http://no-such-name.invalid/")


def test_no_header_smuggles_another(strange):
    strange.serve("/page", b"")

    with pytest.raises(NotAllowed):
        client(strange).get(strange.url("/page"), headers={"Accept": "a\r\nX-Evil: yes"})
    client(strange).get(strange.url("/page"), headers={"Host": "evil.example", "User-Agent": "nobody"})

    ((_method, _path, headers),) = strange.asked
    assert (headers["Host"], headers["User-Agent"]) == (f"127.0.0.1:{strange.port}", AGENT)


def test_the_environment_sets_no_proxy(strange, monkeypatch):
    strange.serve("/page", b"direct")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://10.0.0.1:3128")

    assert client(strange).get(strange.url("/page")).content == b"direct"
