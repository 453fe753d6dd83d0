"""Uploaded pictures: made anew, or refused before they are decoded."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bluestem.kit.pictures import UnusablePicture, clean_picture


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), **options) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", size, "#08385C").save(made, form, **options)
    made.seek(0)
    return made


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_pixels_come_back_as_png_within_the_longest_side(form):
    cleaned = Image.open(io.BytesIO(clean_picture(picture(form, (900, 300)), longest_side=480)))
    assert (cleaned.format, cleaned.size) == ("PNG", (480, 160))


def test_nothing_but_pixels_survives():
    hidden = PngInfo()
    hidden.add_text("comment", "<script>alert(1)</script>")
    with_tail = picture(pnginfo=hidden).getvalue() + b"<?php evil() ?>"
    cleaned = clean_picture(io.BytesIO(with_tail), longest_side=100)
    assert b"script" not in cleaned
    assert b"php" not in cleaned
    assert Image.open(io.BytesIO(cleaned)).info == {}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def claims_to_be(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 40,
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.4",
        picture().getvalue()[:40],
        claims_to_be(20_000, 20_000),
        claims_to_be(5_000, 4_001),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000_001,
    ],
)
def test_what_is_no_usable_picture_is_refused(content):
    with pytest.raises(UnusablePicture):
        clean_picture(io.BytesIO(content), longest_side=100)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_comes_back_upright_and_says_nothing(form):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by 90 degrees
    exif[0x010E] = "secret place"

    content = clean_picture(picture(form, (40, 20), exif=exif), longest_side=100)

    again = Image.open(io.BytesIO(content))
    assert again.size == (20, 40)
    assert b"secret place" not in content
    assert dict(again.getexif()) == {}


def test_transparency_of_a_palette_survives():
    source = Image.new("RGBA", (4, 4), (255, 0, 0, 0)).convert("P")
    made = io.BytesIO()
    source.save(made, "PNG", transparency=source.getpixel((0, 0)))
    made.seek(0)

    content = clean_picture(made, longest_side=10)

    assert Image.open(io.BytesIO(content)).getpixel((0, 0))[3] == 0


def test_of_a_moving_picture_the_first_frame_remains():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "green")]
    made = io.BytesIO()
    frames[0].save(made, "WEBP", save_all=True, append_images=frames[1:])
    made.seek(0)

    content = clean_picture(made, longest_side=10)

    assert getattr(Image.open(io.BytesIO(content)), "n_frames", 1) == 1


@given(st.binary(max_size=100), st.sampled_from(["PNG", "JPEG", "WEBP"]), st.integers(0, 400))
def test_a_damaged_picture_is_made_anew_or_refused(noise, form, place):
    content = picture(form).getvalue()
    damaged = content[:place] + noise + content[place + len(noise) :]
    try:
        made = clean_picture(io.BytesIO(damaged), longest_side=100)
    except UnusablePicture:
        return
    assert Image.open(io.BytesIO(made)).format == "PNG"
