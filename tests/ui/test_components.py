"""Components are strict: an argument too many or too few is an error, not a gap in the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory
from jinja2 import UndefinedError, nodes

import bluestem.ui
from bluestem.ui.web.samples import SampleForm

FOLDER = Path(bluestem.ui.__file__).parent / "jinja2/ui/components"
# What each component needs at the least. A macro that is not here fails the first test below.
REQUIRED = {
    "button.button": {"label": "Save"},
    "button.link_button": {"label": "Go", "href": "/a/"},
    "chart.chart": {"title": "T", "unit": "u", "source": "s", "table": "t"},
    "check.check": {"name": "n", "label": "Words"},
    "check.checks": {"legend": "Question"},
    "chip.chip": {"label": "Chip", "href": "/a/"},
    "crumbs.crumbs": {"steps": [("Here", None)]},
    "disclosure.disclosure": {"summary": "More"},
    "empty.empty": {"title": "Nothing yet"},
    "empty.waiting": {"words": "Loading"},
    "factline.factline": {"facts": [("programmes", "14", False)]},
    "field.field": {"name": "n", "label": "Label"},
    "field.select": {"name": "n", "label": "Label", "options": [("a", "A")]},
    "field.textarea": {"name": "n", "label": "Label"},
    "figures.figure": {"value": "7", "text": "words"},
    "figures.figures": {},
    "form.error_summary": {"form": SampleForm({})},
    "form.form_field": {"bound": SampleForm({})["title"]},
    "icon.icon": {"name": "search"},
    "json_ld.json_ld": {"data": {"name": "x"}},
    "label.label": {"title": "Facts", "facts": [("a", "b")]},
    "notice.notice": {"title": "Saved"},
    "pages.pages": {"page": 2, "last": 3, "address": "?page={page}"},
    "plate.platefig": {"src": "/p.svg", "alt": "a", "width": 1, "height": 1},
    "plate.platekey": {"key": [("stem", "a stem")]},
    "plate.thumb": {"src": "/t.svg"},
    "sect.sect": {"title": "Head"},
    "seeds.seeds": {"level": 2, "phrase": "reach is counted"},
    "stemline.stemline": {},
    "stemline.step": {"title": "Step"},
    "table.table": {"caption": "C", "columns": [("A", False)], "rows": [["1"]]},
    "table.tablewrap": {"label": "L"},
    "tabs.tabs": {"label": "L", "items": [("A", "/a/", 3, True)]},
    "tag.tag": {"label": "Tag"},
    "theme.theme_choice": {"theme": None, "back": "/"},
    "tiles.scale": {"words": "0, 1, 4"},
    "tiles.tiles": {"countries": [("BE", "Belgium", "3", "/be/", 1)], "unit": "programmes", "label": "L"},
    "time.day": {"value": date(2021, 11, 25)},
    "time.short_day": {"value": date(2021, 11, 25)},
    "toc.toc": {"items": [("a", "A")]},
}
# Parts of a component that only its own file calls.
INNER = {"button.classes", "field.frame", "field.described", "form.message", "form.help", "pages.at", "tiles.inside"}
NEEDS_CONTENT = {
    "chart.chart", "check.checks", "disclosure.disclosure", "figures.figures", "stemline.stemline", "table.tablewrap",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _addresses(site):
    """Components ask for the small site's addresses."""


def macros() -> dict[str, set[str]]:
    """Give every macro of every component with its arguments that have no default."""
    found = {}
    for path in sorted(FOLDER.glob("*.html")):
        for macro in engines["jinja2"].env.parse(path.read_text()).find_all(nodes.Macro):
            names = [argument.name for argument in macro.args]
            found[f"{path.stem}.{macro.name}"] = set(names[: len(names) - len(macro.defaults)])
    return found


def drawn(name: str, arguments: dict) -> str:
    stem, macro = name.split(".")
    given = ", ".join(f"{argument}={argument}" for argument in arguments)
    call = f"{macro}({given})"
    use = f"{{% call {call} %}}content{{% endcall %}}" if name in NEEDS_CONTENT else f"{{{{ {call} }}}}"
    source = f'{{% from "ui/components/{stem}.html" import {macro} %}}{use}'
    return engines["jinja2"].from_string(source).render(dict(arguments), RequestFactory().get("/"))


def test_every_component_is_known_here():
    assert {name: needed for name, needed in macros().items() if name not in INNER} == {
        name: set(arguments) for name, arguments in REQUIRED.items()
    }


@pytest.mark.parametrize("name", REQUIRED)
def test_component_is_drawn_from_what_it_needs(name):
    html = drawn(name, REQUIRED[name])
    assert html.strip().startswith("<")
    assert ("content" in html) is (name in NEEDS_CONTENT)


@pytest.mark.parametrize("name", REQUIRED)
def test_component_refuses_an_unknown_argument(name):
    with pytest.raises(TypeError, match="takes no keyword argument 'misspelt'"):
        drawn(name, {**REQUIRED[name], "misspelt": 1})


@pytest.mark.parametrize(("name", "missing"), [(name, each) for name, given in REQUIRED.items() for each in given])
def test_component_refuses_to_do_without(name, missing):
    with pytest.raises(UndefinedError):
        drawn(name, {each: value for each, value in REQUIRED[name].items() if each != missing})


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("button.button", {"kind": "loud"}),
        ("tag.tag", {"kind": "loud"}),
        ("notice.notice", {"kind": "loud"}),
        ("stemline.step", {"state": "loud"}),
        ("plate.platekey", {"key": [("root", "a root")]}),
    ],
)
def test_component_refuses_an_unknown_kind(name, values):
    with pytest.raises(UndefinedError):
        drawn(name, {**REQUIRED[name], **values})


def test_icon_refuses_an_unknown_name():
    with pytest.raises(ValueError, match="no icon 'unicorn'"):
        drawn("icon.icon", {"name": "unicorn"})


def test_words_are_escaped():
    assert "&lt;b&gt;" in drawn("tag.tag", {"label": "<b>"})


def test_facts_without_a_value_are_left_out():
    html = drawn("label.label", {"title": "Facts", "facts": [("Kept", 0), ("None", None), ("Blank", "")]})
    assert (html.count("<dt>"), "<dd>0</dd>" in html) == (1, True)


def test_pages_take_a_function_and_mark_the_page():
    html = drawn("pages.pages", {"page": 2, "last": 3, "address": lambda n: f"/list/{n}/"})
    assert '<a href="/list/2/" aria-current="page">' in html
    assert '<a href="/list/1/" rel="prev">' in html
    assert '<a href="/list/3/" rel="next">' in html


def test_one_page_needs_no_numbers():
    assert drawn("pages.pages", {"page": 1, "last": 1, "address": "?"}).strip() == ""


def test_field_with_an_error_says_so_to_everyone():
    html = drawn("field.field", {"name": "day", "label": "Day", "value": "x", "error": "Write a date", "hint": "h"})
    assert 'aria-invalid="true" aria-describedby="id_day_error id_day_hint"' in html
    assert 'value="x"' in html


def test_form_field_keeps_what_was_typed():
    html = drawn("form.form_field", {"bound": SampleForm({"day": "25 Nov"})["day"]})
    assert 'value="25 Nov"' in html
    assert 'aria-describedby="id_day_error"' in html
    assert "Write the date as 2021-11-25." in html
