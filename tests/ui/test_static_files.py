"""Styles, icons, fonts and scripts: complete, in step with their sources, and within our Content-Security-Policy."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import bluestem.ui
from bluestem.ui.icons import ICONS

ROOM = Path(bluestem.ui.__file__).parent
STATIC = ROOM / "static/ui"
STYLES = sorted(path for path in (STATIC / "css").rglob("*.css") if path.name != "bluestem.css")
TEMPLATES = sorted((ROOM.parent).glob("*/jinja2/**/*.html"))
BUNDLER = ROOM.parents[2] / "tools/bundle_css.py"


def relative(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOM.parent)) for path in paths]


def test_style_sheet_is_in_step_with_its_files():
    finished = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, BUNDLER, "--check"], capture_output=True, text=True, check=False
    )
    assert (finished.returncode, finished.stderr) == (0, "")


def rules(css: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()


def test_every_style_file_is_in_the_sheet():
    sheet = rules((STATIC / "css/bluestem.css").read_text())
    assert relative([path for path in STYLES if rules(path.read_text()) not in sheet]) == []


def test_styles_belong_to_a_layer():
    outside = [path for path in STYLES if path.name not in ("layers.css", "fonts.css")]
    outside = [path for path in outside if not re.match(r"(/\*.*?\*/\s*)?@layer \w+ \{", path.read_text(), re.DOTALL)]
    assert relative(outside) == []


def test_colours_are_named_in_one_file():
    raw = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", re.IGNORECASE)
    assert relative([path for path in STYLES if path.name != "tokens.css" and raw.search(path.read_text())]) == []


def test_every_token_that_is_used_is_defined():
    sheet = (STATIC / "css/bluestem.css").read_text()
    defined = set(re.findall(r"(--[a-z0-9-]+):", sheet))
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", sheet)) <= defined


def test_files_that_styles_name_exist():
    for path in (*STYLES, STATIC / "css/bluestem.css"):
        for target in re.findall(r'url\("([^"]+)"\)', path.read_text()):
            assert (path.parent / target).is_file(), target


def test_vendored_files_are_what_was_fetched():
    lines = (STATIC / "vendored.txt").read_text().splitlines()
    listed = dict(reversed(line.split("  ")) for line in lines if not line.startswith("#"))
    found = [*(STATIC / "fonts").iterdir(), *(STATIC / "vendor").iterdir(), STATIC / "icons.svg"]
    assert listed == {str(p.relative_to(STATIC)): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


def test_licences_come_with_what_they_cover():
    names = {path.name for path in STATIC.rglob("*LICENSE.txt")}
    assert names == {
        "commissioner-LICENSE.txt",
        "sofia-sans-LICENSE.txt",
        "icons-LICENSE.txt",
        "htmx-LICENSE.txt",
    }


def drawing(name: str) -> ElementTree.Element:
    return ElementTree.parse(STATIC / name).getroot()  # noqa: S314 - our own file


def test_sprite_has_every_icon():
    root = drawing("icons.svg")
    symbols = root.findall("{http://www.w3.org/2000/svg}symbol")
    assert {symbol.get("id") for symbol in symbols} == ICONS
    assert all(len(symbol) > 0 for symbol in symbols)


def test_icons_that_templates_name_are_in_the_sprite():
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r'(?:icon|draw)\("([a-z0-9-]+)"\)|icon="([a-z0-9-]+)"', path.read_text())
        for name in name
        if name
    }
    assert named - ICONS == set()


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("style attribute", r"<[^>]*\sstyle="),
        ("style element", r"<style"),
        ("event attribute", r"<[^>]*\son[a-z]+="),
        ("inline script", r"<script(?![^>]*(?:\bsrc=|application/ld\+json))"),
        ("code as an address", r"javascript:"),
        ("other host", r'(?:src|action)="(?:https?:)?//'),
    ],
)
def test_templates_keep_within_the_content_security_policy(what, pattern):
    assert relative([path for path in TEMPLATES if re.search(pattern, path.read_text())]) == []


def test_drawings_that_are_files_are_well_formed():
    for name in ("favicon.svg", "icons.svg"):
        assert drawing(name).tag == "{http://www.w3.org/2000/svg}svg"
