"""What the accessibility statement may say, because a test says it: each method names the file that does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from bluestem.ui.api import Text


@dataclass(frozen=True, kw_only=True)
class Method:
    """A way in which pages are judged, in words, and the test that does it."""

    words: Text
    test: str


CHECKED_ON = date(2026, 11, 22)
METHODS = (
    Method(
        words=_("An automatic judge (axe-core) looks at the pages in a real browser, wide and narrow, light and dark."),
        test="tests/browser/test_accessibility.py",
    ),
    Method(
        words=_("Everything a reader does is done with the keyboard alone."),
        test="tests/browser/test_keyboard.py",
    ),
    Method(
        words=_("Pages are read without script."),
        test="tests/browser/test_lists.py",
    ),
    Method(
        words=_("Every page says its language, has one heading of the first level, and names its links and pictures."),
        test="tests/portal/test_crawl.py",
    ),
)
EXCEPTIONS = (
    _("Files and pages of others, to which records lead, may not be accessible. Tell us, and we tell their owners."),
    _("No person with a disability has tested the whole site yet."),
)
