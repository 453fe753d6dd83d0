"""Texts in templates: in the reader's language, escaped in markup and left as they are in plain text."""

from __future__ import annotations

import pytest
from django.template import engines
from django.utils.translation import override
from jinja2 import Environment


@pytest.fixture
def markup() -> Environment:
    return engines["jinja2"].env


@pytest.fixture
def plain(markup: Environment) -> Environment:
    return markup.overlay(autoescape=False)


WITH_A_NAME = '{{ _("since %(day)s", day=name) }} {% trans day=name %}since {{ day }}{% endtrans %}'


def test_what_is_put_into_a_text_is_escaped_in_markup(markup):
    text = markup.from_string(WITH_A_NAME).render(name="<b>O'Hara</b>")

    assert text == "since &lt;b&gt;O&#39;Hara&lt;/b&gt; since &lt;b&gt;O&#39;Hara&lt;/b&gt;"


def test_and_left_as_it_is_in_plain_text(plain):
    assert plain.from_string(WITH_A_NAME).render(name="O'Hara & co") == "since O'Hara & co since O'Hara & co"


def test_a_text_follows_the_language_of_the_moment(markup):
    template = markup.from_string('{{ _("Search") }}')
    english = template.render()
    with override("fr"):
        french = template.render()

    assert (english, french) == ("Search", "Rechercher")


def test_a_percent_sign_is_written_twice_with_and_without_variables(markup):
    template = markup.from_string('{{ _("100%% of %(all)s", all="them") }} {{ _("100%%") }}')

    assert template.render() == "100% of them 100%"
