"""The page of a publication, and its file."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from bluestem.catalogue.api import State
from bluestem.ledger.api import LedgerEntry, total
from bluestem.library.api import Publication, PublicationTranslation, save_publication
from bluestem.programmes.api import Programme
from tests.factories.records import new_publication
from tests.reading import read_page

ADDRESS = "/publications/paper/"
FILE = f"{ADDRESS}file/"


@pytest.fixture
def paper(editor, now):
    """Stores a publication at ADDRESS with a file of eight bytes; fields as the test needs them."""

    def store(**fields: object) -> Publication:
        file = fields.pop("file", ContentFile(b"%PDF-1.4", name="Report, final (2).pdf"))
        translations = fields.pop("translations", [])
        publication = new_publication(**{"slug": "paper", "title": "Paper & ink", "file": file, **fields})
        publication.translations = translations
        return save_publication(publication=publication, actor=editor, now=now)

    return store


def downloads(publication: Publication) -> tuple[int, int]:
    """What the record says and what the ledger says."""
    publication.refresh_from_db()
    return publication.downloads, total(verb="library.downloaded", object_id=str(publication.uuid))


def test_the_page_gives_source_country_and_abstract(client, paper, organisation):
    programme = Programme.objects.get(slug="together-4-stem")
    details = {"pages": 1200, "topics": ["climate"], "levels": ["3"], "licence": "CC BY 4.0"}
    paper(authors="A. Author", countries=["be", "it"], organisation=organisation, programme=programme, **details)

    page = read_page(client.get(ADDRESS))

    facts = {pair.find("dt").text: pair.find("dd").text for pair in page.find("dl").find_all("div")}
    assert facts == {
        "Source or author": "A. Author",
        "Organisation": "CSR Europe",
        "Country": "Belgium, Italy",
        "Language": "English",
        "Year": "2024",
        "Number of pages": "1200",
        "Topics": "Climate and environment",
        "Education level": "Upper secondary",
        "Programme": "Together 4 STEM",
        "Licence": "CC BY 4.0",
        "Downloads": "0",
    }
    assert page.find("h1").text == "Paper & ink"
    assert "What happens in lessons with experiments." in page.text


def test_what_is_not_known_is_left_out_or_said(client, paper):
    paper(abstract="", file=None)

    page = read_page(client.get(ADDRESS))

    terms = [term.text for term in page.find("dl").find_all("dt")]
    assert terms == ["Source or author", "Country", "Language", "Year"]
    assert "This publication has no abstract yet." in page.text
    assert [link for link in page.find_all("a") if link["href"] == FILE] == []


@pytest.mark.parametrize(
    ("address", "title", "words"),
    [
        (ADDRESS, "Paper & ink", "What happens in lessons"),
        (f"/fr{ADDRESS}", "Papier", "Ce qui se passe"),
        (f"{ADDRESS}?text=fr", "Papier", "Ce qui se passe"),
        (f"/nl{ADDRESS}?text=zz", "Paper & ink", "What happens in lessons"),
    ],
)
def test_the_abstract_is_the_readers_where_it_exists(client, paper, address, title, words):
    paper(translations=[PublicationTranslation(language="fr", title="Papier", abstract="<p>Ce qui se passe.</p>")])

    page = read_page(client.get(address))

    assert page.find("h1").text == title
    assert words in page.text


def test_a_download_is_counted_once(client, paper):
    publication = paper()

    answer = client.get(FILE)

    assert answer.getvalue() == b"%PDF-1.4"
    assert downloads(publication) == (1, 1)
    assert LedgerEntry.objects.get(object_id=str(publication.uuid)).actor is None


def test_a_download_of_somebody_signed_in_is_theirs(signed_in, member, paper):
    publication = paper()

    signed_in.get(FILE).getvalue()

    assert LedgerEntry.objects.get(object_id=str(publication.uuid)).actor == member


@pytest.mark.parametrize(
    "headers", [{"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}]
)
def test_fetching_ahead_is_no_download(client, paper, headers):
    publication = paper()

    assert client.get(FILE, headers=headers).getvalue() == b"%PDF-1.4"
    assert downloads(publication) == (0, 0)


def test_asking_what_would_come_is_no_download(client, paper):
    publication = paper()

    assert client.head(FILE).status_code == 200
    assert downloads(publication) == (0, 0)


def test_a_file_is_handed_over_and_runs_nothing(client, paper):
    paper(file=ContentFile(b"<script>alert(1)</script>", name="page.html"))

    answer = client.get(FILE)

    answer.close()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="paper.html"'
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("fields", [{"file": None}, {"state": State.DRAFT}, {"state": State.WITHDRAWN}])
def test_where_no_file_is_open_there_is_none(client, paper, fields):
    publication = paper(**fields)

    assert client.get(FILE).status_code == 404
    assert downloads(publication) == (0, 0)


def test_a_file_that_went_missing_answers_404_and_counts_nothing(client, paper):
    publication = paper()
    publication.file.storage.delete(publication.file.name)

    answer = client.get(FILE)

    assert answer.status_code == 404
    assert read_page(answer).find("h1").text == "There is nothing at this address"
    assert downloads(publication) == (0, 0)


@pytest.mark.parametrize(("state", "status"), [(State.DRAFT, 404), (State.WITHDRAWN, 410)])
def test_what_is_not_public_is_not_shown(client, paper, state, status):
    paper(state=state, abstract="<p>Hidden words.</p>", authors="Hidden author")

    answer = client.get(ADDRESS)

    assert answer.status_code == status
    assert "Hidden" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/publications/nowhere/", "/publications/nowhere/file/"])
def test_an_unknown_publication_answers_404(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_publication_is_only_read(client, paper, method):
    publication = paper()

    assert [getattr(client, method)(address).status_code for address in (ADDRESS, FILE)] == [405, 405]
    assert downloads(publication) == (0, 0)


@pytest.mark.parametrize("languages", [(), ("fr", "de", "nl", "es", "it")])
def test_a_page_costs_the_same_however_many_languages(client, paper, organisation, count_queries, languages):
    programme = Programme.objects.get(slug="together-4-stem")
    translations = [PublicationTranslation(language=language, title=language) for language in languages]
    paper(organisation=organisation, programme=programme, translations=translations)

    with count_queries() as counted:
        assert client.get(ADDRESS).status_code == 200

    assert counted.number == 3, counted


def test_a_download_costs_a_fixed_number_of_queries(paper, count_queries):
    paper()
    numbers = []
    for _ in range(2):
        with count_queries() as counted:
            Client().get(FILE).getvalue()
        numbers.append(counted.number)

    assert numbers[0] == numbers[1] <= 7, counted


def test_the_programme_lists_its_publications(client, paper):
    paper(programme=Programme.objects.get(slug="together-4-stem"))

    panel = read_page(client.get("/programmes/together-4-stem/")).find("section", id="publications")

    assert "Paper & ink" in [link.text for link in panel.find_all("a")]


def test_every_file_of_the_sample_network_is_a_pdf(client, db):
    publications = [p for p in Publication.objects.public() if p.file]

    assert len(publications) >= 20
    for publication in publications:
        answer = client.get(f"{publication.get_absolute_url()}file/")
        assert answer.getvalue().startswith(b"%PDF-1.4")
        assert answer.headers["Content-Type"] == "application/pdf"
