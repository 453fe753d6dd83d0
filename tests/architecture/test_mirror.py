"""Tests stand where one looks for them: `src/bluestem/<room>/services.py` has `tests/<room>/test_services.py`."""

from __future__ import annotations

import re

RULES = re.compile(r"^[a-z]+/(?:.*/)?(services|queries|rules)(/[a-z_]+)?\.py$")


def test_every_module_of_rules_has_its_tests(root, sources):
    listed = set(still_untested(root))
    missing = {s.name for s in sources if RULES.match(s.name) and not (root / "tests" / mirror(s.name)).exists()}

    assert sorted(missing - listed) == [], f"write {sorted(mirror(name) for name in missing - listed)}"
    assert sorted(listed - missing) == [], "these have their tests now or are gone: take them out of still_untested.txt"


def mirror(name: str) -> str:
    """Where the tests of a module stand."""
    folder, _slash, file = name.rpartition("/")
    return f"{folder}/test_{file}"


def still_untested(root) -> list[str]:
    """The modules whose tests are still to be written; the list may only shrink."""
    path = root / "tests/architecture/still_untested.txt"
    return [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
