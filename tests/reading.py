"""Pages as a test reads them: a small tree of elements, strict about what is opened and closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# Elements whose end tag HTML lets one leave out
MAY_STAY_OPEN = frozenset(["p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot"])


class BrokenPage(AssertionError):
    """An element is closed that was not opened, or the other way round."""


@dataclass
class Element:
    """An element with what stands in it, in order: elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, otherwise: str = "") -> str:
        return self.attributes.get(name, otherwise)

    def all(self) -> Iterator[Element]:
        """Give this element and every one inside, in the order of the page."""
        yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.all()

    def find_all(self, tag: str = "", classname: str = "", **attributes: str) -> list[Element]:
        """Give the elements inside with this tag, class and attributes (`_` for `-`)."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.all()
            if element is not self
            and (not tag or element.tag == tag)
            and (not classname or classname in element.get("class").split())
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def find(self, tag: str = "", classname: str = "", **attributes: str) -> Element:
        """Give the one such element; more or fewer are a failure."""
        found = self.find_all(tag, classname, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {classname} {attributes}"
        return found[0]

    @property
    def text(self) -> str:
        """Give the words inside, spaces collapsed as browsers do; no-break spaces stay."""
        return re.sub(r"[ \t\r\n\f]+", " ", self.words()).strip(" ")

    def words(self) -> str:
        """Give the text inside as it is written."""
        return "".join(part if isinstance(part, str) else part.words() for part in self.inside)


class _Builder(HTMLParser):
    def __init__(self, *, strict: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.strict = strict
        self.root = Element("")
        self.opened = [self.root]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found: dict[str, str] = {}
        for name, value in attributes:
            found.setdefault(name, value or "")  # of two the first counts, as in browsers
        if len(found) < len(attributes):
            self.complain(f"<{tag}> says one attribute twice: {attributes}")
        element = Element(tag, found)
        self.opened[-1].inside.append(element)
        if tag not in VOID:
            self.opened.append(element)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.opened.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in [element.tag for element in self.opened]:
            self.complain(f"</{tag}> closes nothing")
            return
        while (left := self.opened.pop()).tag != tag:
            if left.tag not in MAY_STAY_OPEN:
                self.complain(f"</{tag}> comes while <{left.tag} {left.attributes}> is still open")

    def handle_data(self, data: str) -> None:
        self.opened[-1].inside.append(data)

    def complain(self, sentence: str) -> None:
        if self.strict:
            raise BrokenPage(sentence)


def read_html(text: str, *, strict: bool = True) -> Element:
    """Give the tree of a page. Raises BrokenPage where tags do not pair up, unless it is read as browsers do."""
    builder = _Builder(strict=strict)
    builder.feed(text)
    builder.close()
    left = [element.tag for element in builder.opened[1:] if element.tag not in MAY_STAY_OPEN]
    if left:
        builder.complain(f"never closed: {left}")
    return builder.root


def read_page(response: Any) -> Element:
    """Give the tree of the page of ours that a test client was answered with."""
    return read_html(response.content.decode())


def body_of(response: Any) -> str:
    """Give the text of an answer, whole or streamed."""
    return response.getvalue().decode()


def form_data(form: Element) -> dict[str, list[str]]:
    """Give what a browser would send for a form as it stands, without its buttons: name to values."""
    data: dict[str, list[str]] = {}
    for entry in _fields(form):
        for value in _values(entry):
            data.setdefault(entry["name"], []).append(value)
    return data


def _fields(element: Element) -> Iterator[Element]:
    for part in element.inside:
        if isinstance(part, Element) and part.tag != "template":
            if part.get("name") and "disabled" not in part.attributes:
                yield part
            yield from _fields(part)


def _values(entry: Element) -> list[str]:
    if entry.tag == "select":
        return [
            option.get("value", option.text) for option in entry.find_all("option") if "selected" in option.attributes
        ]
    if entry.tag == "textarea":
        return [entry.words().removeprefix("\n")]
    kind = entry.get("type", "text")
    if entry.tag != "input" or kind in ("submit", "button", "file", "image", "reset"):
        return []
    if kind in ("checkbox", "radio"):
        return [entry.get("value", "on")] if "checked" in entry.attributes else []
    return [entry.get("value")]
