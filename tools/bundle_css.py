#!/usr/bin/env python3
"""Join the style files of the interface into the one sheet that pages load.

    python tools/bundle_css.py            writes src/bluestem/ui/static/ui/css/bluestem.css
    python tools/bundle_css.py --check    only says whether it is up to date (exit status 1 if not)

The order: the layer statement, fonts, then the files of each layer. Which rule wins follows from the layers,
not from the order of files within one. Comments and blank lines are left out.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "src/bluestem/ui/static/ui/css"
BUNDLE = FOLDER / "bluestem.css"
ORDER = (
    "layers.css",
    "fonts.css",
    "reset.css",
    "tokens.css",
    "base.css",
    "layout.css",
    "components/*.css",
    "patterns/*.css",
    "utilities.css",
    "forced-colors.css",
    "print.css",
)
NOTICE = "/* Made by tools/bundle_css.py from the files beside it; change those. */\n"


def main() -> int:
    if "--check" not in sys.argv[1:]:
        BUNDLE.write_text(bundle(), encoding="utf-8")
        return 0
    current = BUNDLE.exists() and BUNDLE.read_text(encoding="utf-8") == bundle()
    if not current:
        sys.stderr.write("bluestem.css is out of date; run python tools/bundle_css.py\n")
    return 0 if current else 1


def sources() -> list[Path]:
    """Give the style files in the order in which they are joined."""
    return [path for pattern in ORDER for path in sorted(FOLDER.glob(pattern))]


def bundle() -> str:
    """Give the text of the sheet."""
    return NOTICE + "".join(tidy(path.read_text(encoding="utf-8")) for path in sources())


def tidy(css: str) -> str:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\n\s*(?=\n)", "", without_comments).lstrip("\n").rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
