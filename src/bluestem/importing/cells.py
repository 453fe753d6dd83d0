"""What people write in cells: each function gives the value of one, or raises ValueError with a sentence for them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from bluestem.kit.html import clean_html
from bluestem.kit.text import clean_line, fold
from bluestem.ui.api import Text

FRESH = 5.0  # seconds
Choices = Iterable[tuple[str, Text]] | Callable[[], Iterable[tuple[str, Text]]]
_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_PARTS = re.compile(r"[|;,\n]")
_HTML = re.compile(r"</?(?:p|br|ul|ol|li|strong|em|b|i|h3|h4|a|blockquote)\b", re.IGNORECASE)
_is_url = URLValidator(schemes=["http", "https"])


def line(limit: int) -> Callable[[str], str]:
    """Take one line of at most so many characters. Spaces that hold numbers together stay."""

    def parse(text: str) -> str:
        cleaned = re.sub(" +", " ", _NOT_IN_A_LINE.sub(" ", text)).strip()
        if len(cleaned) > limit:
            raise ValueError(_("This is longer than %(limit)s characters.") % {"limit": limit})
        return cleaned

    return parse


def formatted(text: str) -> str:
    """Take a text of paragraphs, plain or as HTML, of which only simple forms remain."""
    text = text.strip()
    if text and not _HTML.search(text):
        paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
        text = "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part)
    return clean_html(text)


def whole_number(least: int, most: int) -> Callable[[str], int | None]:
    """Take a whole number between two others, or nothing. Spaces between thousands are left out."""

    def parse(text: str) -> int | None:
        digits = re.sub(r"[\s  ]", "", text)
        if not digits:
            return None
        if not re.fullmatch(r"[0-9]{1,15}(?:[.,]0+)?", digits):
            raise ValueError(_("“%(text)s” is no whole number.") % {"text": clean_line(text, 60)})
        number = int(re.split(r"[.,]", digits)[0])
        if not least <= number <= most:
            raise ValueError(
                _("%(number)s does not lie between %(least)s and %(most)s.")
                % {"number": number, "least": least, "most": most}
            )
        return number

    return parse


def address(text: str) -> str:
    """Take a web address, or nothing; `www.example.org` becomes `https://www.example.org`."""
    text = text.strip()
    if not text:
        return ""
    url = text if "://" in text else f"https://{text}"
    try:
        _is_url(url)
    except ValidationError:
        raise ValueError(_("“%(text)s” is no web address.") % {"text": clean_line(text, 60)}) from None
    return url


def one_of(choices: Choices, normalise: Callable[[str], str] = str) -> Callable[[str], str]:
    """Take one of several codes, or the words for it in the reader's language or in English; or nothing.

    choices: code and words; a function where these may change.
    """
    known = _Known(choices, normalise)
    return lambda text: known.code(text) if text.strip() else ""


def several_of(choices: Choices, normalise: Callable[[str], str] = str) -> Callable[[str], list[str]]:
    """Take several codes or words, parted by `|`, `;`, `,` or line breaks; each counts once, in the given order."""
    known = _Known(choices, normalise)

    def parse(text: str) -> list[str]:
        parts = (part for part in _PARTS.split(text) if part.strip())
        return list(dict.fromkeys(known.code(part) for part in parts))

    return parse


class _Known:
    """Codes and the words for them, simplified, by language of the reader; looked up anew every few seconds."""

    def __init__(self, choices: Choices, normalise: Callable[[str], str]) -> None:
        self._choices = choices if callable(choices) else lambda: choices
        self._normalise = normalise
        self._words: dict[str, tuple[float, dict[str, str]]] = {}

    def code(self, text: str) -> str:
        wanted = text.strip()
        words = self._in(translation.get_language() or "en")
        code = words.get(fold(self._normalise(wanted))) or words.get(fold(wanted))
        if code is None:
            raise ValueError(_("“%(text)s” is not known here.") % {"text": clean_line(wanted, 60)})
        return code

    def _in(self, language: str) -> dict[str, str]:
        """Give what may be written for each code, in a language and in English; codes win over words."""
        now = time.monotonic()
        if language not in self._words or self._words[language][0] < now - FRESH:
            words: dict[str, str] = {}
            for spoken in ("en", language):
                with translation.override(spoken):
                    words |= {fold(str(label)): code for code, label in self._choices()}
            codes = {fold(code): code for code, _label in self._choices()}
            self._words[language] = now, words | codes
        return self._words[language][1]
