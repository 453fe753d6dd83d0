"""Reference pages follow from the code."""

from __future__ import annotations

import argparse

import docs_reference
from docs_reference import command, layers, said, sentence, table


def test_a_table_keeps_bars_inside_its_cells():
    assert table(("A", "B"), [("x|y", "z")]) == "| A | B |\n| --- | --- |\n| x\\|y | z |\n"


def test_a_sentence_begins_and_ends_as_one():
    assert sentence("file to write") == "File to write."
    assert sentence("Done.") == "Done."
    assert sentence("") == ""


def test_a_command_is_told_with_its_options():
    parser = argparse.ArgumentParser(description="Keep things.")
    parser.add_argument("file", help="file to write")
    parser.add_argument("--depth", default=3, help="how deep (default: %(default)s)")
    parser.add_argument("--quiet", action="store_true", help="say nothing")

    text = command("keep", parser)

    assert "bluestem keep FILE [--depth DEPTH] [--quiet]" in text
    assert "| `--depth DEPTH` | How deep (default: 3). |" in text
    assert "--help" not in text


def test_a_name_is_told_by_its_own_words_only():
    class Silent(Exception):  # its parent has words of its own
        pass

    def spoken() -> None:
        """Give the first
        sentence.

        More.
        """

    assert said(Silent) == ""
    assert said(spoken) == "Give the first sentence."
    assert said((1, 2)) == "`tuple`."


def test_rooms_come_from_the_contracts():
    order = [room for layer in layers() for room in layer]

    assert order[-1] == "kit"
    assert order.index("portal") < order.index("catalogue") < order.index("ledger")


def test_every_page_names_what_is_registered():
    pages = {name: page() for name, page in docs_reference.PAGES.items()}

    assert "`BLUESTEM_ORIGIN`" in pages["settings.md"]
    assert "## `demo load`" in pages["commands.md"]
    assert "## `programme`" in pages["records.md"]
    assert "`library.downloaded`" in pages["verbs.md"]
    assert "### `bluestem.ledger.api`" in pages["rooms.md"]
