#!/usr/bin/env python3
"""Bring the fonts, icons and htmx of the interface into `src/bluestem/ui/static/ui/`, with licences and checksums.

    python tools/vendor_ui.py

Needs npm, which fetches the exact versions below. Run it to change a version or to add an icon to
`bluestem.ui.icons.ICONS`; what it writes is committed, so nobody else needs npm.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from bluestem.ui.icons import ICONS  # noqa: E402

STATIC = ROOT / "src/bluestem/ui/static/ui"
COMMISSIONER = "@fontsource-variable/commissioner@5.3.0"
SOFIA_SANS = "@fontsource-variable/sofia-sans@5.3.0"
LUCIDE = "lucide-static@1.62.0"
HTMX = "htmx.org@2.0.11"
SUBSETS = ("latin", "latin-ext", "greek", "cyrillic")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        fonts(fetch(COMMISSIONER, work), "commissioner", [f"{subset}-flar-normal" for subset in SUBSETS])
        fonts(
            fetch(SOFIA_SANS, work),
            "sofia-sans",
            [*(f"{subset}-wght-normal" for subset in SUBSETS), "latin-wght-italic"],
        )
        icons(fetch(LUCIDE, work))
        htmx(fetch(HTMX, work))
    checksums()


def fetch(package: str, work: Path) -> Path:
    """Give the folder with the unpacked npm package."""
    result = subprocess.run(["npm", "pack", "--silent", package], cwd=work, check=True, capture_output=True, text=True)
    archive = work / result.stdout.strip().splitlines()[-1]
    target = work / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def fonts(package: Path, family: str, faces: list[str]) -> None:
    target = fresh(STATIC / "fonts", keep=family != "commissioner")
    for face in faces:
        shutil.copy(package / "files" / f"{family}-{face}.woff2", target)
    shutil.copy(package / "LICENSE", target / f"{family}-LICENSE.txt")


def icons(package: Path) -> None:
    """One sprite: a symbol for each icon, drawn by whoever uses it (stroke and size come from the page)."""
    symbols = "\n".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{drawing(package, name)}</symbol>' for name in sorted(ICONS)
    )
    licence = f"<!-- Icons of {LUCIDE.replace('@', ' ')}, ISC licence: icons-LICENSE.txt -->"
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">\n{licence}\n{symbols}\n</svg>\n'
    (STATIC / "icons.svg").write_text(sprite, encoding="utf-8")
    shutil.copy(package / "LICENSE", STATIC / "icons-LICENSE.txt")


def drawing(package: Path, name: str) -> str:
    source = (package / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    inner = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL).group(1)
    return re.sub(r"\s*\n\s*", "", inner).replace(" />", "/>").strip()


def htmx(package: Path) -> None:
    target = fresh(STATIC / "vendor")
    shutil.copy(package / "dist/htmx.min.js", target / "htmx.min.js")
    shutil.copy(package / "LICENSE", target / "htmx-LICENSE.txt")


def checksums() -> None:
    """Write `vendored.txt`: the packages, then the SHA-256 of each file."""
    files = [*(STATIC / "fonts").iterdir(), *(STATIC / "vendor").iterdir(), STATIC / "icons.svg"]
    lines = [f"# {package}" for package in (COMMISSIONER, SOFIA_SANS, LUCIDE, HTMX)]
    lines += [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(STATIC)}" for f in sorted(files)]
    (STATIC / "vendored.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def fresh(folder: Path, *, keep: bool = False) -> Path:
    if folder.exists() and not keep:
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
