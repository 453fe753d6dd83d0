"""The sheet of a programme, its drawings and its logo."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bluestem.catalogue.api import State
from bluestem.programmes.api import (
    Funder,
    Indicator,
    Partner,
    ProgrammeDocument,
    ProgrammeTranslation,
    Reach,
    Workstream,
)
from tests.reading import Element, read_page

ADDRESS = "/programmes/machines/"


def facts(page: Element) -> dict[str, str]:
    return {pair.find("dt").text: pair.find("dd").text for pair in page.find("dl").find_all("div")}


def rows_of(page: Element, caption: str) -> list[list[str]]:
    table = next(t for t in page.find_all("table") if t.find("caption").text == caption)
    return [
        [cell.text for cell in row.find_all() if cell.tag in ("th", "td")] for row in table.find("tbody").find_all("tr")
    ]


FACTS = {
    "Organisation": "CSR Europe",
    "Partners": "CSR Europe",
    "Country": "Belgium, also active in Italy, European Union",
    "Since": "2020",
    "Until": "2024",
    "Status": "Ended",
    "Education level": "Primary, Lower secondary",
    "For": "Teachers",
    "Topics": "Science",
    "Funders": "A ministry, A company",
    "Languages": "English",
    "Confirmed": "1 March 2026, by the secretariat",
}


def test_the_label_gives_the_facts_of_the_sheet(client, sheet, organisation):
    programme = sheet(
        number="T-1",
        also_active_in=["it", "eu"],
        year_end=2024,
        status="ended",
        levels=["1", "2"],
        audiences=["teachers"],
        topics=["science"],
        funders=[Funder(name="A ministry"), Funder(name="A company")],
        partners=[Partner(organisation=organisation)],
        confirmed_on=date(2026, 3, 1),
        confirmed_by="secretariat",
    )

    page = read_page(client.get(ADDRESS))

    permanent = f"http://testserver/id/programme/{programme.uuid}/"
    assert facts(page) == {**FACTS, "Cite as": permanent}
    assert page.find(classname="num").text == "T-1"
    assert page.find("title").text == "Machines & more | Bluestem"


def test_what_a_bare_sheet_does_not_know_is_left_out_or_said(client, sheet):
    sheet()

    page = read_page(client.get(ADDRESS))

    assert set(facts(page)) == {"Organisation", "Country", "Since", "Status", "Languages", "Confirmed", "Cite as"}
    assert facts(page)["Confirmed"] == "not yet"
    assert "The programme has not set any indicators." in page.text
    assert "The budget is not published." in page.text
    assert page.find_all(id="reach") == page.find_all(id="strategy") == page.find_all(id="documents") == []
    assert [link["href"] for link in page.find("nav", "toc").find_all("a")] == ["#aims", "#indicators", "#money"]


def test_indicators_stand_with_target_figure_answers_and_source(client, sheet):
    measured = {"actual": Decimal("0.4"), "answers": 1500, "measured_on": date(2025, 5, 1), "source": "Report"}
    promised = {"target": 1, "target_year": 2026, "unit": "points"}
    sheet(
        indicators=[
            Indicator(name="A", kind="before-after", measured_by="survey", **promised, **measured),
            Indicator(name="B", kind="reach", measured_by="counter"),
        ]
    )

    page = read_page(client.get(ADDRESS))

    assert rows_of(page, "Indicators with target and figure so far") == [
        ["A", "surveySource: Report", "12026", "0.4 points1\u202f500 answersMay 2025"],
        ["B", "counter", "not set", "no figure yet"],
    ]


def test_reach_stands_with_objective_and_actual_figure_year_by_year(client, sheet):
    sheet(
        reach=[
            Reach(year=2026, what="pupils", target=1000),
            Reach(year=2025, what="pupils", actual=0, source="Own count"),
        ]
    )

    page = read_page(client.get(ADDRESS))

    assert rows_of(page, "Objective and actual figure for each year") == [
        ["2025", "pupils", "not set", "0", "Own count"],
        ["2026", "pupils", "1\u202f000", "no figure yet", ""],
    ]


@pytest.mark.parametrize(
    ("reach", "level", "step"),
    [
        ([], "Evidence 1 of 5: described", "To reach level 2, count how many people take part"),
        ([Reach(year=2025, what="pupils", actual=3)], "Evidence 2 of 5: reach is counted", "To reach level 3, ask"),
    ],
)
def test_the_sheet_says_its_evidence_level_and_the_next_step(client, sheet, reach, level, step):
    sheet(reach=reach)

    text = read_page(client.get(ADDRESS)).text

    assert level in text
    assert step in text


@pytest.mark.parametrize(("age", "is_old"), [(0, False), (365, False), (380, True)])
def test_an_old_confirmation_is_said(client, sheet, age, is_old):
    sheet(confirmed_on=date.today() - timedelta(days=age))  # noqa: DTZ011 - the page compares with today

    assert ("Nobody has confirmed this sheet for more than a year." in read_page(client.get(ADDRESS)).text) is is_old


TRANSLATIONS = [
    {"language": "fr", "name": "Machines à l’école", "summary": "Des élèves.", "description": "<p>En français.</p>"},
    {"language": "de", "name": "Maschinen", "summary": "Schülerinnen.", "description": ""},
]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (ADDRESS, ("Machines & more", "Pupils build small machines", None)),
        (f"/fr{ADDRESS}", ("Machines à l’école", "En français.", None)),
        (f"{ADDRESS}?text=fr", ("Machines à l’école", "En français.", "fr")),
        (f"/fr{ADDRESS}?text=en", ("Machines & more", "Pupils build small machines", "en")),
        (f"/de{ADDRESS}", ("Maschinen", "Pupils build small machines", None)),
        (f"/nl{ADDRESS}", ("Machines & more", "Pupils build small machines", "en")),
        (f"{ADDRESS}?text=xx", ("Machines & more", "Pupils build small machines", None)),
        (f"{ADDRESS}?text=%00%ff", ("Machines & more", "Pupils build small machines", None)),
    ],
)
def test_the_text_is_the_readers_where_it_exists(client, sheet, address, shown):
    title, words, language = shown
    sheet(translations=[ProgrammeTranslation(**fields) for fields in TRANSLATIONS])

    page = read_page(client.get(address))

    assert page.find("h1").text == title
    assert words in page.text
    assert page.find(classname="titles").get("lang", None) == language


def test_documents_lead_out_and_say_what_they_are(client, sheet):
    sheet(
        documents=[ProgrammeDocument(title="Toolkit", url="https://a.example/t?a=1&b=2", kind="toolkit", language="nl")]
    )

    link = next(a for a in read_page(client.get(ADDRESS)).find_all("a") if a.text == "Toolkit")

    assert (link["href"], link["rel"], link["hreflang"]) == ("https://a.example/t?a=1&b=2", "noopener", "nl")


def test_words_of_the_sheet_never_become_markup(client, sheet):
    hostile = "<img src=x onerror=alert(1)>'\"&"
    sheet(
        name=hostile,
        summary=hostile,
        budget_text=hostile,
        strategy_name=hostile,
        impact="<p>x</p>",
        impact_measured=f"<p>{hostile}</p>",
        workstreams=[Workstream(title=hostile, aims=[hostile])],
        indicators=[Indicator(name=hostile, kind="reach", measured_by=hostile, source=hostile, unit=hostile, actual=1)],
        reach=[Reach(year=2025, what=hostile, source=hostile)],
        funders=[Funder(name=hostile, share=hostile)],
        documents=[ProgrammeDocument(title=hostile, url="https://a.example")],
    )

    page = read_page(client.get(ADDRESS))

    assert [image for image in page.find_all("img") if "onerror" in image.attributes] == []
    assert page.find("h1").text == hostile
    assert page.text.count("<img src=x onerror=alert(1)>") >= 10


@pytest.mark.parametrize("part", ["", "plate.svg", "thumb.svg", "logo"])
def test_a_draft_answers_as_if_it_did_not_exist(client, sheet, part):
    sheet(state=State.DRAFT)

    there, nowhere = client.get(ADDRESS + part), client.get(f"/programmes/nowhere/{part}")

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content.replace(b"nowhere", b"machines")


def test_a_withdrawn_sheet_says_since_when_and_why(client, sheet):
    sheet(state=State.WITHDRAWN, withdrawn_because="The owner asked for it.", description="<p>Hidden words.</p>")

    answer = client.get(ADDRESS)

    page = read_page(answer)
    assert answer.status_code == 410
    assert page.find("title").text == "Withdrawn: Machines & more | Bluestem"
    assert "This record was withdrawn on Sunday 22 November 2026" in page.text
    assert "The owner asked for it." in page.text
    assert "Hidden words" not in page.text
    assert [client.get(ADDRESS + part).status_code for part in ("plate.svg", "thumb.svg", "logo")] == [404] * 3


def test_without_a_reason_a_withdrawal_says_so(client, sheet):
    sheet(state=State.WITHDRAWN)

    assert "No reason was given." in read_page(client.get(ADDRESS)).text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_sheet_is_only_read(client, sheet, method):
    sheet()

    assert [getattr(client, method)(ADDRESS + part).status_code for part in ("", "plate.svg", "logo")] == [405] * 3


@pytest.mark.parametrize("count", [1, 40])
def test_a_sheet_costs_the_same_however_long_it_is(client, sheet, count_queries, count):
    sheet(
        indicators=[Indicator(name=f"{n}", kind="reach", measured_by="x", actual=1) for n in range(count)],
        reach=[Reach(year=2000 + n, what="x") for n in range(count)],
        funders=[Funder(name=f"{n}") for n in range(count)],
        documents=[ProgrammeDocument(title=f"{n}", url="https://a.example") for n in range(count)],
    )

    with count_queries() as counted:
        assert client.get(ADDRESS).status_code == 200

    assert counted.number == 10, counted
