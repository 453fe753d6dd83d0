"""The evidence level of a programme: computed from what exists, never chosen by its owner.

1 described, 2 reach is counted, 3 feedback is collected, 4 before and after are compared,
5 compared with a control group. DESIGN.md, "Evidence level".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluestem.programmes.choices import IndicatorKind

# A comparison of fewer people says too little (reference: survey practice, at least 30 matched answers).
ENOUGH_ANSWERS = 30

PHRASES: dict[int, Promise] = {
    1: _("described"),
    2: _("reach is counted"),
    3: _("feedback is collected"),
    4: _("before and after are compared"),
    5: _("compared with a control group"),
}
NEXT_STEPS: dict[int, Promise] = {
    1: _("To reach level 2, count how many people take part and give the figure with its source."),
    2: _("To reach level 3, ask those who took part, and give the result with the number of answers."),
    3: _("To reach level 4, compare answers before and after for at least 30 people."),
    4: _("To reach level 5, compare with a group of at least 30 people who did not take part."),
}


class MeasuredFigure(Protocol):
    """What the level follows from: an indicator, stored or not."""

    @property
    def kind(self) -> str: ...
    @property
    def actual(self) -> object | None: ...
    @property
    def answers(self) -> int | None: ...


@dataclass(frozen=True)
class Evidence:
    """A level from 1 to 5 with its words; `next_step` is empty at level 5."""

    level: int

    @property
    def phrase(self) -> Promise:
        return PHRASES[self.level]

    @property
    def next_step(self) -> Promise | str:
        return NEXT_STEPS.get(self.level, "")


def evidence_of(*, indicators: Iterable[MeasuredFigure], has_counted_reach: bool) -> Evidence:
    """Give the highest level that the figures support.

    A comparison of fewer than 30 people, and feedback without a number of answers, do not count.
    """
    levels = [_level_of(indicator) for indicator in indicators if indicator.actual is not None]
    return Evidence(max(levels, default=1) if not has_counted_reach else max([2, *levels]))


def _level_of(indicator: MeasuredFigure) -> int:
    answers = indicator.answers or 0
    if indicator.kind == IndicatorKind.CONTROL:
        return 5 if answers >= ENOUGH_ANSWERS else 3
    if indicator.kind == IndicatorKind.BEFORE_AFTER:
        return 4 if answers >= ENOUGH_ANSWERS else 3
    if indicator.kind == IndicatorKind.FEEDBACK:
        return 3 if answers else 1
    return 2


def evidence_labels(codes: Sequence[str]) -> Mapping[str, str]:
    """Give the words of levels for a list of filters: `2: reach is counted`."""
    return {code: f"{code}: {PHRASES[int(code)]}" if code in "12345" and len(code) == 1 else code for code in codes}
