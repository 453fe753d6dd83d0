"""Which page numbers a long list shows."""

from __future__ import annotations


def page_steps(page: int, last: int) -> list[int | None]:
    """Give the page numbers to show, with None for a gap: 1, None, 6, 7, 8, None, 20.

    A gap never stands for a single page: that page is shown instead.
    """
    wanted = {1, last, *range(page - 1, page + 2)}
    shown = sorted(n for n in wanted if 1 <= n <= last)
    steps: list[int | None] = []
    for before, n in zip([0, *shown], shown, strict=False):
        if n - before == 2:
            steps.append(n - 1)
        elif n - before > 2:
            steps.append(None)
        steps.append(n)
    return steps
