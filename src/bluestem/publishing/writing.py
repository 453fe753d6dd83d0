"""Formatted text as people type it without an editor: empty lines, dashes and a few signs, to HTML and back.

The signs are those of Markdown that most people know: `**bold**`, `*italic*`, `### heading`, `- list`, `1. list`,
`> quotation`, `[words](address)`. Everything that `clean_html` lets through has a sign, so nothing is lost on the way.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
BLOCKS = {"p", "h3", "h4", "blockquote", "li", "ul", "ol"}
HEADINGS = {"h3": "### ", "h4": "#### "}

_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^\s()]{1,500}|mailto:[^\s()]{1,200})\)")
_BOLD = re.compile(r"\*\*(?=\S)(.{1,2000}?)(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*(?![\w*])")
_BULLET = re.compile(r"^[-*•]\s+")
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")


def to_html(text: str) -> str:
    """Give the HTML of a typed text; whatever looks like markup in it is shown as it was typed."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return "\n".join(_block(block.strip("\n")) for block in blocks if block.strip())


def from_html(html: str) -> str:
    """Give the text that `to_html` would make this (cleaned) HTML of."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


def _block(block: str) -> str:
    lines = [line.strip() for line in block.split("\n")]
    for tag, sign in reversed(HEADINGS.items()):
        if block.startswith(sign) and len(lines) == 1:
            return f"<{tag}>{_inline(lines[0].removeprefix(sign))}</{tag}>"
    for tag, pattern in (("ul", _BULLET), ("ol", _NUMBER)):
        if all(pattern.match(line) for line in lines):
            items = "".join(f"<li>{_inline(pattern.sub('', line))}</li>" for line in lines)
            return f"<{tag}>{items}</{tag}>"
    if all(line.startswith(">") for line in lines):
        return f"<blockquote>{_lines([line[1:].strip() for line in lines])}</blockquote>"
    return f"<p>{_lines(lines)}</p>"


def _lines(lines: list[str]) -> str:
    return "<br/>".join(_inline(line) for line in lines)


def _inline(text: str) -> str:
    safe = escape(text, quote=False)
    safe = _LINK.sub(lambda m: f'<a href="{m[2].replace(chr(34), "%22")}">{m[1]}</a>', safe)
    return _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", safe))


class _Reader(HTMLParser):
    """Collects the blocks of a piece of HTML as typed text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._line = ""
        self._lists: list[str] = []
        self._items: list[str] = []
        self._sign = ""
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._end_line()
        if tag in ("ul", "ol"):
            self._lists.append(tag)
        elif tag in HEADINGS or tag == "blockquote":
            self._sign = HEADINGS.get(tag, "> ")
        elif tag == "br":
            self._line = self._line.rstrip() + "\n"
        elif tag in MARKS:
            self._line += MARKS[tag]
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
            self._line += "["

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._end_line()
            self._end_list()
        elif tag in BLOCKS:
            self._end_line()
            if tag == "blockquote" or tag in HEADINGS:
                self._sign = ""
        elif tag in MARKS:
            self._line += MARKS[tag]
        elif tag == "a":
            self._line += f"]({self._href})"

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data)
        self._line += words.lstrip() if not self._line or self._line.endswith("\n") else words

    def text(self) -> str:
        self._end_line()
        self._end_list()
        return "\n\n".join(self._blocks)

    def _end_line(self) -> None:
        line, self._line = self._line.strip(), ""
        if not line:
            return
        if self._lists:
            number = len(self._items) + 1
            self._items.append(("- " if self._lists[-1] == "ul" else f"{number}. ") + line.replace("\n", " "))
        else:
            self._blocks.append("\n".join(self._sign + part for part in line.split("\n")))

    def _end_list(self) -> None:
        if self._lists:
            self._lists.pop()
        if self._items and not self._lists:
            self._blocks.append("\n".join(self._items))
            self._items = []
