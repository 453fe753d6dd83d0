"""How a mail looks: the product's colours written onto each element, because mail programs drop style sheets.

Light only: programs that turn mails dark compute their own colours from these.
"""

from __future__ import annotations

from lxml import html

_SANS = "font-family:'Segoe UI',Helvetica,Arial,sans-serif"
_INK = "#071f33"
_SECOND = "#3a536a"
_STEM = "#0c4b79"
_LINE = "#cad7e2"

# Element, or element and class, to its style; the values are the tokens of the stylesheet.
STYLES = {
    "body": f"margin:0;padding:0;background:#fbfcfa;color:{_INK};{_SANS};font-size:17px;line-height:1.55",
    "table": "border-collapse:collapse;width:100%;max-width:640px;margin:0 auto",
    "td.head": f"padding:24px 24px 12px;border-bottom:3px solid {_STEM};font-size:20px;font-weight:600;color:{_STEM}",
    "td.main": f"padding:24px;background:#ffffff;color:{_INK};{_SANS};font-size:17px;line-height:1.55",
    "td.foot": f"padding:16px 24px 32px;border-top:1px solid {_LINE};color:{_SECOND};font-size:15px",
    "h1": f"margin:0 0 16px;font-size:26px;line-height:1.25;font-weight:600;color:{_INK}",
    "h2": f"margin:28px 0 8px;font-size:20px;line-height:1.3;font-weight:600;color:{_INK}",
    "p": "margin:0 0 16px",
    "ul": "margin:0 0 16px;padding:0;list-style:none",
    "li": f"margin:0;padding:10px 0;border-top:1px solid {_LINE}",
    "a": f"color:{_STEM};text-decoration:underline",
    "a.button": (
        "display:inline-block;padding:11px 20px;border-radius:4px;"
        f"background:{_STEM};color:#ffffff;text-decoration:none;font-weight:600"
    ),
    "span.meta": f"display:block;color:{_SECOND};font-size:15px",
}


def dressed(markup: str) -> str:
    """Give a whole HTML page with the look written onto its elements; classes are only for that, and go."""
    page = html.document_fromstring(markup)
    for element in page.iter():
        if isinstance(element.tag, str):
            name = f"{element.tag}.{element.attrib.pop('class', '')}".rstrip(".")
            if style := STYLES.get(name):
                element.set("style", style)
    return html.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>")
