"""What is written in the repository is true of it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from bluestem.config.env import Environment

# Where this was made is nobody's business, and would be wrong elsewhere. Written in pieces, to leave itself out.
PLACES = [
    *("/wo" + "rk/", "/ro" + "ot/", "/tm" + "p/", "/ho" + "me/[a-z]", "/Us" + "ers/"),
    *("registry\\.npm" + "js", "py" + "pi\\.org/simple", "files\\.python" + "hosted", "/opt/(wheels|" + "pypi)"),
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|\b(?:href|src)=\"([^\"]+)\"")


@pytest.fixture(scope="session")
def files(root) -> list[Path]:
    """Every text file under version control, or about to be, that people wrote."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    paths = [root / name for name in done.stdout.splitlines() if name != "uv.lock"]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


def test_no_file_names_the_machine_it_was_written_on(root, files):
    place = re.compile("|".join(PLACES))
    found = [
        f"{path.relative_to(root)}:{number}: {line.strip()[:100]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if place.search(line)
    ]

    assert found == []


def test_nothing_is_left_to_be_done_later(root, files):
    later = re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + r"X)\b")
    ours = [path for path in files if "vendor" not in path.parts and path.name != "htmx.min.js"]
    found = [str(p.relative_to(root)) for p in ours if later.search(p.read_text(encoding="utf-8"))]

    assert found == []


def test_links_between_documents_lead_somewhere(root, files):
    dead = []
    for path in (path for path in files if path.suffix == ".md"):
        for groups in LINK.findall(without_code(path.read_text(encoding="utf-8"))):
            target = next(filter(None, groups)).partition("#")[0]
            if target and "://" not in target and not target.startswith("mailto:"):
                dead += [] if (path.parent / target).exists() else [f"{path.relative_to(root)}: {target}"]

    assert dead == []


def test_every_setting_is_documented(root):
    page = (root / "docs/reference/settings.md").read_text(encoding="utf-8")

    assert [f.metadata["name"] for f in fields(Environment) if f"`{f.metadata['name']}`" not in page] == []


def test_settings_that_documents_name_exist(root, files):
    known = {field.metadata["name"] for field in fields(Environment)} | {"BLUESTEM_TEST_DATABASE"}
    named = {
        (name, str(path.relative_to(root)))
        for path in files
        if path.suffix in (".md", ".service", ".yml", ".yaml", ".conf", ".sh") or path.name == "Makefile"
        for name in re.findall(r"\bBLUESTEM_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8"))
    }

    assert sorted((name, where) for name, where in named if name not in known) == []


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
