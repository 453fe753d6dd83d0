"""What words find."""

from __future__ import annotations

import pytest

from bluestem.catalogue.search.port import Hit, Order, SearchQuery, Term
from tests.catalogue.search.conftest import document, found

BY_TITLE = Order(field="title", descending=False)


def test_every_word_is_required(engine):
    engine.rebuild([document(1, "robots in class"), document(2, "robots outside"), document(3, "class outside")])

    assert found(engine, "robots class") == [1]
    assert sorted(found(engine, "outside")) == [2, 3]
    assert found(engine, "robots missingword") == []


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("en", "a teacher of physics", "teachers"),
        ("en", "teachers of physics", "teacher"),
        ("fr", "les universités ouvertes", "université"),
        ("de", "die Schülerinnen lernen", "Schüler"),
        ("nl", "de scholen doen mee", "school"),
        ("es", "los profesores enseñan", "profesor"),
        ("it", "le scuole italiane", "scuola"),
        ("pt-BR", "as escolas abertas", "escola"),
        ("sv", "lärarna undervisar", "lärare"),
        ("da", "skolerne er med", "skole"),
        ("nb", "lærerne er med", "lærer"),
        ("fi", "opettajat oppivat", "opettaja"),
        ("el", "τα σχολεία μαθαίνουν", "σχολείο"),
        ("ru", "учителя учат", "учитель"),
        ("hu", "a tanárok tanulnak", "tanár"),
        ("ro", "profesorii învață", "profesor"),
        ("tr", "öğretmenler öğreniyor", "öğretmen"),
    ],
)
def test_other_forms_of_a_word_find_it_in_its_language(engine, language, written, typed):
    engine.rebuild([document(1, written, language), document(2, "something else", language)])

    assert found(engine, f"{typed} ") == [1]


@pytest.mark.parametrize("typed", ["universite", "UNIVERSITÉ", "université", "universites", "universit\u0065\u0301"])
def test_accents_and_case_do_not_matter(engine, typed):
    engine.rebuild([document(1, "Une université ouverte", "fr"), document(2, "Une école", "fr")])

    assert found(engine, typed) == [1]


def test_typed_without_accents_a_word_finds_the_other_forms_of_the_accented_one(engine):
    engine.rebuild([document(1, "une université ouverte", "fr"), document(2, "les universités ouvertes", "fr")])

    assert sorted(found(engine, "universite ouverte")) == [1, 2]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("straße", "strasse"),
        ("ŁÓDŹ", "lodz"),
        ("smørrebrød", "smorrebrod"),
        ("cœur", "coeur"),
        ("Εκπαίδευση", "ΕΚΠΑΙΔΕΥΣΗ"),
    ],
)
def test_letters_that_keyboards_lack_can_be_typed_plainly(engine, written, typed):
    engine.rebuild([document(1, f"a {written} b", "et"), document(2, "other", "et")])

    assert found(engine, typed) == [1]


def test_a_language_without_stemmer_is_found_as_written(engine):
    engine.rebuild([document(1, "učitelé a žáci ve škole", "cs")])

    assert found(engine, "ucitele") == [1]
    assert found(engine, "škole") == [1]


def test_only_the_last_word_may_be_unfinished(engine):
    engine.rebuild([document(1, "photosynthesis explained")])

    assert found(engine, "explained photosyn") == [1]
    assert found(engine, "photosyn explained") == []
    assert found(engine, "ph") == []


def test_quotes_make_a_phrase_of_exact_words(engine):
    engine.rebuild(
        [document(1, "teacher training week"), document(2, "training a teacher"), document(3, "teacher trainings")]
    )

    assert found(engine, '"teacher training"') == [1]
    assert found(engine, "“teacher training”") == [1]
    assert found(engine, '"training" teacher') == [1, 2] or found(engine, '"training" teacher') == [2, 1]
    assert found(engine, '"teacher training" week') == [1]


def test_a_phrase_does_not_reach_over_the_end_of_a_field(engine):
    engine.rebuild([document(1, "training week", title="The teacher")])

    assert found(engine, '"teacher training"') == []


@pytest.mark.parametrize("typed", ["e-learning", "e-Learning", "elearning"])
def test_joined_words_are_found_however_they_are_joined(engine, typed):
    engine.rebuild([document(1, "An e-learning course"), document(2, "learning e and f"), document(3, "an elephant")])

    assert found(engine, typed) == [1]


def test_a_word_written_as_one_is_found_by_its_parts(engine):
    engine.rebuild([document(1, "an elearning course"), document(2, "learning")])

    assert found(engine, "e-learning") == [1]


def test_what_an_apostrophe_cuts_off_is_not_required(engine):
    engine.rebuild([document(1, "École ouverte", "fr"), document(2, "teacher's guide")])

    assert found(engine, "l'école") == [1]
    assert found(engine, "l’école") == [1]
    assert found(engine, "teacher's") == [2]


def test_title_outweighs_names_and_names_outweigh_text(engine):
    engine.rebuild(
        [
            document(1, "about robots and other things here", title="First"),
            document(2, "other things here and there too", title="Second", names="robots"),
            document(3, "other things here and there too", title="Third robots"),
        ]
    )

    assert found(engine, "robots") == [3, 2, 1]


def test_a_title_is_found_whether_or_not_the_text_repeats_it(engine):
    engine.rebuild([document(1, "an unlike party", title="art"), document(2, "Art for all", title="Art")])

    assert sorted(found(engine, "art ")) == [1, 2]
    assert found(engine, '"art"', sort=BY_TITLE) == [1, 2]


def test_identifiers_are_found_whole(engine):
    engine.rebuild(
        [
            document(1, names="2021-1-DE01-KA220-SCH-000024914"),
            document(2, names="2021-1-DE01-KA220-SCH-000024915"),
        ]
    )

    assert found(engine, "2021-1-DE01-KA220-SCH-000024914") == [1]


def test_function_words_of_the_readers_language_are_not_required(engine):
    engine.rebuild([document(1, "STEM girls"), document(2, "STEM for girls"), document(3, "for boys")])

    assert sorted(found(engine, "stem for girls", language="en")) == [1, 2]
    assert found(engine, "stem for girls", language="en")[0] == 2
    assert found(engine, "stem for girls") == [2]
    assert sorted(found(engine, "for", language="en")) == [2, 3]


def test_function_words_are_not_required_in_counts_and_other_orders_either(engine):
    engine.rebuild([document(1, "STEM girls", facets={"country": ["be"]}), document(2, "STEM for girls")])

    result = engine.search(SearchQuery(text="stem for girls", language="en", sort=BY_TITLE, facets=("country",)))

    assert result.total == 2
    assert result.facets["country"] == {"be": 1}


def test_kinds_narrow(engine):
    engine.rebuild([document(1, "robots"), document(1, "robots", kind="publication")])

    query = SearchQuery(text="robots", kinds=("publication",))
    assert engine.search(query).hits == (Hit("publication", 1),)
    assert engine.search(SearchQuery(text="robots")).total == 2
    assert engine.search(SearchQuery(text="robots", kinds=("unheard",))).total == 0


def test_no_words_give_every_record_by_title(engine):
    engine.rebuild([document(1, title="Zebra"), document(2, title="élan"), document(3, title="Ape")])

    assert found(engine) == [3, 2, 1]
    assert found(engine, " \x00\t ") == [3, 2, 1]


def test_signs_alone_find_nothing(engine):
    engine.rebuild([document(1, "robots")])

    assert found(engine, "???") == []


def test_terms_say_what_was_searched_for(engine):
    engine.rebuild([document(1, "teachers of robots"), document(2, "roboticist")])

    assert engine.search(SearchQuery(text="Teacher robo")).terms == (
        Term("teacher", stems=(("en", "teacher"),)),
        Term("robo", prefix=True),
    )
