"""Catalogues: what is found in sources, what stays when they change, and which translations are refused."""

from __future__ import annotations

from gettext import GNUTranslations
from pathlib import Path

import messages
import pytest
from babel.messages.catalog import Catalog

PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
_("Save")
gettext_lazy("Saved")
ngettext("%(count)s programme", "%(count)s programmes", 2)
pgettext("a month", "May")
"""
TEMPLATE = """{% do items.append(1) %}
{{ _("Hello %(name)s", name=name) }}
{% trans %}
  Two lines
  become one.
{% endtrans %}
"""


@pytest.fixture
def package(tmp_path) -> Path:
    (tmp_path / "room/jinja2/room").mkdir(parents=True)
    (tmp_path / "room/texts.py").write_text(PYTHON)
    (tmp_path / "room/jinja2/room/page.html").write_text(TEMPLATE)
    messages.begin(tmp_path, "fr")
    messages.update(tmp_path)
    return tmp_path


def catalogue(package: Path) -> Path:
    return package / "locale/fr/LC_MESSAGES/django.po"


def translate(package: Path, texts: dict[str, str | tuple[str, ...]], *, fuzzy: bool = False) -> None:
    path = catalogue(package)
    read = messages.read(path)
    for message in read:
        source = message.id if isinstance(message.id, str) else message.id and message.id[0]
        if source in texts:
            message.string = texts[source]
            if fuzzy:
                message.flags.add("fuzzy")
    path.write_bytes(messages.as_po(read))


def faults(package: Path, *, strict: bool = False) -> list[str]:
    return messages.check(package, strict=strict)


def test_texts_of_python_and_templates_are_found(package):
    found = {(message.context, message.id) for message in messages.read(catalogue(package)) if message.id}

    assert found == {
        (None, "Save"),
        (None, "Saved"),
        (None, ("%(count)s programme", "%(count)s programmes")),
        ("a month", "May"),
        (None, "Hello %(name)s"),
        (None, "Two lines become one."),
    }


def test_a_catalogue_names_files_but_neither_lines_nor_dates(package):
    text = catalogue(package).read_text()

    assert "#: room/texts.py\n" in text
    assert "room/texts.py:" not in text
    assert "Date" not in text


def test_updating_twice_changes_nothing(package):
    before = catalogue(package).read_bytes()
    messages.update(package)

    assert catalogue(package).read_bytes() == before


def test_moving_a_text_within_a_file_changes_nothing(package):
    before = catalogue(package).read_bytes()
    (package / "room/texts.py").write_text("\n\n\n" + PYTHON)
    messages.update(package)

    assert catalogue(package).read_bytes() == before


def test_translations_survive_an_update(package):
    translate(package, {"Save": "Enregistrer"})
    (package / "room/texts.py").write_text(PYTHON + '_("One more")\n')
    messages.update(package)

    assert messages.read(catalogue(package)).get("Save").string == "Enregistrer"
    assert messages.read(catalogue(package)).get("One more").string == ""


def test_a_new_and_an_old_text_are_drift(package):
    (package / "room/texts.py").write_text(PYTHON.replace('_("Save")', '_("Keep")'))

    assert faults(package) == [
        "fr: the text 'Keep' is not in the catalogue; run `python tools/messages.py update`.",
        "fr: the text 'Save' is no longer in the sources; run `python tools/messages.py update`.",
    ]


def test_a_changed_plural_is_drift(package):
    (package / "room/texts.py").write_text(PYTHON.replace("programmes", "plans"))

    assert faults(package) == [
        "fr: the plural of '%(count)s programme' has changed; run `python tools/messages.py update`."
    ]


def test_missing_translations_count_only_when_strict(package):
    assert faults(package) == []
    assert "fr: 'Save' has no translation." in faults(package, strict=True)
    assert len(faults(package, strict=True)) == 6


def test_a_fuzzy_translation_counts_only_when_strict(package):
    translate(package, {"Save": "Garder"}, fuzzy=True)

    assert faults(package) == []
    assert "fr: 'Save' has changed; look at its translation and take the mark `fuzzy` off." in faults(
        package, strict=True
    )


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("Hello %(name)s", "Bonjour", "the placeholders of 'Bonjour' should be %(name)s."),
        ("Hello %(name)s", "Bonjour %(nom)s", "the placeholders of 'Bonjour %(nom)s' should be %(name)s."),
        ("Save", "Garder %s", "the placeholders of 'Garder %s' should be none."),
        ("Save", "<b>Garder</b>", "the markup of '<b>Garder</b>' is not that of the source."),
        ("Save", "Garder ", "'Garder ' begins or ends with a space."),
        (
            "Hello %(name)s",
            "100 % %(name)s",
            "'100 % %(name)s' cannot be filled in; a percent sign beside placeholders is written %%.",
        ),
    ],
)
def test_a_translation_that_would_break_is_refused(package, source, translation, fault):
    translate(package, {source: translation})

    assert faults(package) == [f"fr: {source!r}: {fault}"]


def test_the_form_for_one_may_do_without_its_number(package):
    translate(package, {"%(count)s programme": ("un programme", "%(count)s programmes")})

    assert faults(package) == []


def test_the_form_for_many_may_not(package):
    translate(package, {"%(count)s programme": ("un programme", "des programmes")})

    assert faults(package) == ["fr: '%(count)s programme': the placeholders of 'des programmes' should be %(count)s."]


def test_a_missing_plural_form_is_refused(package):
    translate(package, {"%(count)s programme": ("%(count)s programme", "")})

    assert faults(package) == ["fr: '%(count)s programme' needs 2 plural forms."]


def test_compiled_catalogues_hold_what_is_translated_for_sure(package):
    translate(package, {"Save": "Enregistrer"})
    translate(package, {"Saved": "Gardé"}, fuzzy=True)
    messages.compile_all(package)
    with catalogue(package).with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)

    assert compiled.gettext("Save") == "Enregistrer"
    assert compiled.gettext("Saved") == "Saved"


def test_a_language_is_begun_once(package):
    before = catalogue(package).read_bytes()

    with pytest.raises(FileExistsError):
        messages.begin(package, "fr")
    assert catalogue(package).read_bytes() == before


def test_the_head_tells_the_plural_rule_of_the_language(package):
    messages.begin(package, "pl")

    assert isinstance(messages.read(package / "locale/pl/LC_MESSAGES/django.po"), Catalog)
    assert messages.read(package / "locale/pl/LC_MESSAGES/django.po").num_plurals == 3
