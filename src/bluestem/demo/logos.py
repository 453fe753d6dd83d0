"""A plain logo for an invented programme: its initials on one of a few colours, always the same for a name."""

from __future__ import annotations

import io
from hashlib import sha256

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 320, 160
COLOURS = ("#08385C", "#17653C", "#66447E", "#8A4011", "#0C4B79", "#6B5200")


def logo(name: str) -> bytes:
    """Give the logo as PNG."""
    initials = "".join(word[0] for word in name.split() if word[0].isalpha())[:3].upper()
    colour = COLOURS[sha256(name.encode()).digest()[0] % len(COLOURS)]
    picture = Image.new("RGB", (WIDTH, HEIGHT), colour)
    draw = ImageDraw.Draw(picture)
    draw.text((WIDTH / 2, HEIGHT / 2), initials, font=ImageFont.load_default(84), fill="white", anchor="mm")
    draw.line([(40, 140), (280, 140)], fill="white", width=3)
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()
