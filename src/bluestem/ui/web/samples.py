"""What the pattern page shows: drawings, charts, countries and a form, each with every state. Invented throughout."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from django import forms

from bluestem.ui import charts
from bluestem.ui.plates import SPECIES, Stem, meadow_svg, plate_svg, thumb_svg

_CODES = (
    "IS NO SE FI DK EE IE UK NL LV BE LU DE PL LT FR CH CZ SK UA LI AT HU RO MD PT ES IT SI HR RS BG GE BA ME XK "
    "MK TR EU MT AL EL CY"
)


class SampleForm(forms.Form):
    """A form with each kind of field, to be shown with what is wrong in it."""

    title = forms.CharField(label="Title", help_text="As it stands on the certificate.")
    mail = forms.EmailField(label="Mail address", required=False)
    day = forms.DateField(label="First day", error_messages={"invalid": "Write the date as 2021-11-25."})
    about = forms.CharField(label="About", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    place = forms.ChoiceField(label="Place", choices=[("", "Choose"), ("online", "Online"), ("school", "At school")])
    format = forms.ChoiceField(label="Format", choices=[("a", "Webinar"), ("b", "Workshop")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="The organisation agrees", error_messages={"required": "Tick this to go on."})


def samples() -> dict[str, Any]:
    """Give the context of the pattern page."""
    return {
        "form": SampleForm({"title": "", "mail": "ada@school.example", "day": "25 Nov", "place": "online"}),
        "today": date(2021, 11, 25),
        "countries": _countries(),
        "plate": address(_sheet("standalone")),
        "inline_plate": _sheet("inline"),
        "bare_plate": address(plate_svg([], title="A record without activity", width=620, height=200)),
        "meadow": address(_meadow()),
        "thumbs": [(name, address(thumb_svg(_stem(k, name)))) for k, name in enumerate(SPECIES)],
        **_charts(),
    }


def address(svg: str) -> str:
    """Give a drawing as the address of an <img>. Pages of records serve theirs from an address of their own."""
    return f"data:image/svg+xml,{quote(svg)}"


def _stem(k: int, species: str, caption: str = "") -> Stem:
    share = 0.4 + 0.6 * (k * 37 % 14) / 13
    return Stem(key=f"sample {k}", height=share, leaves=2 + k * 5 % 12, seeds=k % 4, species=species, caption=caption)


def _sheet(mode: Any) -> str:
    names = list(SPECIES)
    stems = [_stem(k, names[k % 6], str(2008 + k)) for k in range(14)]
    return plate_svg(stems, title="Fourteen stems for fourteen years, from 2008 to 2021", key="sheet", mode=mode)


def _meadow() -> str:
    names, codes = list(SPECIES), _CODES.split()
    stems = [
        Stem(
            key=code,
            height=(2 + 22 * k / (len(codes) - 1)) / 24,
            leaves=1 + k // 6,
            seeds=k // 8 if k % 3 else 0,
            species=names[(k * 5 + k // 6) % 6],
            caption=code,
        )
        for k, code in enumerate(codes)
    ]
    grid = [(10 / 24, "10"), (15 / 24, "15"), (20 / 24, "20")]
    return meadow_svg(stems, title="A plant for each country, from few programmes to many", grid=grid)


def _countries() -> list[tuple[str, str, str, str | None, int]]:
    counts = {code: (k * 7) % 23 for k, code in enumerate(_CODES.split())}
    steps = (1, 4, 8, 12, 18)
    return [
        (code, f"Country {code}", str(n or "–"), "#data" if n else None, sum(n >= step for step in steps))
        for code, n in counts.items()
    ]


def _charts() -> dict[str, Any]:
    interval = charts.Interval
    weeks = [charts.Span("1 Start", 0, 3), charts.Span("2 In class", 1, 4), charts.Span("3 Share", 3, 6, later=True)]
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    return {
        "stem_plot": charts.stem_plot(
            437,
            480,
            label="437 people, target 400, 300 expected by now",
            target=charts.Mark(400, "target 400"),
            pace=300,
        ),
        "evidence_plot": charts.stem_plot(
            86, 120, label="86 answers, target 100", target=charts.Mark(100, "target 100"), pace=75, evidence=True
        ),
        "effect": charts.effect_plot(
            interval(3.05, 2.83, 3.27), interval(3.43, 3.22, 3.64), (1, 5), label="Before 3.05, after 3.43"
        ),
        "no_effect": charts.effect_plot(
            interval(3.12, 2.85, 3.39),
            interval(3.17, 2.9, 3.44),
            (1, 5),
            label="Before 3.12, after 3.17, no measurable change",
            changed=False,
        ),
        "scale_axis": charts.axis(["1 not at all", "2", "3", "4", "5 very much"]),
        "months": charts.columns(
            [18, 24, 61, 30, 88, 42, 0, 9, 165], months, label="From 18 in January to 165 in September", marked=[8]
        ),
        "month_rows": [[m, n] for m, n in zip(months, [18, 24, 61, 30, 88, 42, 0, 9, 165], strict=True)],
        "schedule": charts.schedule(
            weeks,
            6,
            ticks=[charts.Mark(k, f"week {k + 1}") for k in range(6)],
            marks=[charts.Mark(5.5, "last day")],
            label="Three modules over six weeks",
        ),
        "progress": charts.progress_stem(4, 8, label="4 of 8 parts done"),
        "flows": charts.flows(3, 2, [(0, 0, 6), (1, 0, 3), (2, 1, 4)]),
    }
