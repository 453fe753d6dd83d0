"""How a drawing gets its colours: by classes inside a page, by attributes when it stands alone."""

from __future__ import annotations

from typing import Literal

Mode = Literal["inline", "standalone"]

# An <img> cannot see the page's stylesheet, so a drawing that stands alone names its colours. They are the light
# theme's cyanotype, tokens.css: --plate, --plate-ink, --plate-2, --plate-evidence, --plate-wash.
_PLATE, _INK, _SECOND, _SEED, _WASH = "#08385c", "#eef5fc", "#bdd8f1", "#f5b391", "#2c6fa8"
_PEN = 'fill="none" stroke-linecap="round" '
_ATTRIBUTES = {
    "inline": {
        "ground": 'class="pl-g"',
        "trace": 'class="pl-w"',
        "pen-front": 'class="pl-s"',
        "pen-back": 'class="pl-sb"',
        "pen-seed": 'class="pl-se"',
        "fill-front": 'class="pl-a"',
        "fill-back": 'class="pl-b"',
        "text": 'class="pl-t"',
        "rule": 'class="pl-h"',
    },
    "standalone": {
        "ground": f'fill="{_PLATE}"',
        "trace": f'fill="{_WASH}" opacity=".28"',
        "pen-front": f'{_PEN}stroke="{_INK}" opacity=".92"',
        "pen-back": f'{_PEN}stroke="{_SECOND}" opacity=".82"',
        "pen-seed": f'{_PEN}stroke="{_SEED}"',
        "fill-front": f'fill="{_INK}" opacity=".92"',
        "fill-back": f'fill="{_SECOND}" opacity=".82"',
        "text": f'fill="{_SECOND}" font-family="system-ui, sans-serif"',
        "rule": f'fill="none" stroke="{_SECOND}" opacity=".5"',
    },
}


def ink(mode: Mode, role: str) -> str:
    """Give the attributes of one role in a drawing."""
    return _ATTRIBUTES[mode][role]
