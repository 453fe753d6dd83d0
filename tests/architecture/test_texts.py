"""Every text of the interface can be translated, and sounds like the house."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.conf import settings
from jinja2 import nodes

# The same in every language
NAMES = {"RSS", "Atom", "JSON", "CSV", "JSON Feed", "EUPL-1.2", "OpenAPI"}
# For those who build pages; the words in it are samples
PATTERN_PAGE = "ui/patterns"
SPOKEN_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")
# A variable or a macro may hold a class or a piece of an attribute instead of words
CODE = re.compile(r'[a-z0-9 ="_\s-]*')
COMPUTED = "\ue000"
WORD = re.compile(r"[^\W\d_]{2,}")


class Words(HTMLParser):
    """Collects what a reader sees or hears of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES:
                self._add(value or "")

    def _add(self, text: str) -> None:
        self.found += [part.strip() for part in text.split(COMPUTED) if WORD.search(part)]


def words_of(tree: nodes.Template) -> list[str]:
    """The words that a template writes by itself; whatever it computes or translates is left out."""
    parser = Words()
    parser.feed("".join(part.data if isinstance(part, nodes.TemplateData) else COMPUTED for part in pieces(tree)))
    return parser.found


def pieces(node: nodes.Node) -> list[nodes.Node]:
    """The written and the computed pieces of a template, in order."""
    if isinstance(node, nodes.Output):
        return list(node.nodes)
    written = "".join(part.data for part in node.find_all(nodes.TemplateData))
    if isinstance(node, nodes.AssignBlock | nodes.Macro) and CODE.fullmatch(written):
        return []
    return [piece for child in node.iter_child_nodes() for piece in pieces(child)]


def test_templates_hold_no_text_that_cannot_be_translated(templates):
    found = [
        f"{template.name}: {text!r}"
        for template in templates
        if not template.name.startswith(PATTERN_PAGE)
        for text in words_of(template.tree)
        if text not in NAMES
    ]

    assert found == [], 'write {{ _("…") }}'


def test_untranslated_text_is_noticed(jinja):
    tree = jinja.parse('<p title="Hello {{ x }}">{% if x %}{{ _("Yes") }}{% endif %} No {{ x }}</p>')

    assert words_of(tree) == ["Hello", "No"]


def test_every_language_of_the_site_has_a_catalogue(root):
    folders = {path.parts[-3] for path in root.glob("src/bluestem/locale/*/LC_MESSAGES/django.po")}

    assert folders == {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}


def test_texts_are_plain(root):
    """No exclamation marks, no "please": the house speaks calmly (docs/explanation/rules.md)."""
    path = next(root.glob("src/bluestem/locale/*/LC_MESSAGES/django.po"))
    sources = re.findall(r'^msgid(?:_plural)? ((?:".*"\n)+)', path.read_text(encoding="utf-8"), re.MULTILINE)
    found = [text for text in sources if re.search(r"!|\bplease\b|\bsimply\b", text, re.IGNORECASE)]

    assert sources
    assert found == []
