"""What is made of typing errors."""

from __future__ import annotations

import pytest

from bluestem.catalogue.search.port import Changes, Hit, SearchQuery, SearchResult, Term
from tests.catalogue.search.conftest import document, found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("educaton", "education"),  # a letter left out
        ("educattion", "education"),  # doubled
        ("edocation", "education"),  # mistaken
        ("eduaction", "education"),  # two swapped
        ("ducation", "education"),  # the first one
        ("edcatoin", "education"),  # two errors in a long word
        ("physiks", "physics"),
        ("educaton physiks", "education physics"),
        ('"educaton physics"', '"education physics"'),
    ],
)
def test_the_nearest_words_are_searched_instead(engine, typed, meant):
    engine.rebuild([document(1, "education physics"), document(2, "chemistry")])

    result = engine.search(SearchQuery(text=typed))

    assert (result.correction, result.corrected) == (meant, True)
    assert [hit.pk for hit in result.hits] == found(engine, meant) == [1]


def test_total_facets_and_terms_are_those_of_the_correction(engine):
    engine.rebuild(
        [document(1, "education", facets={"country": ["be"]}), document(2, "other", facets={"country": ["fr"]})]
    )

    result = engine.search(SearchQuery(text="educaton", facets=("country",)))

    assert result.total == 1
    assert result.facets == {"country": {"be": 1}}
    assert result.terms == (Term("education", stems=(("en", "educ"),)),)


def test_identify_gives_the_same_records(engine):
    engine.rebuild([document(1, "education"), document(2, "other")])

    assert list(engine.identify(SearchQuery(text="educaton"))) == list(engine.search(SearchQuery(text="educaton")).hits)


def test_the_more_frequent_of_near_words_is_meant(engine):
    engine.rebuild([document(1, "mode"), document(2, "move"), document(3, "move")])

    assert engine.search(SearchQuery(text="moge")).correction == "move"


def test_the_correction_has_its_accents_back(engine):
    engine.rebuild([document(1, "une université", "fr")])

    assert engine.search(SearchQuery(text="unversite")).correction == "université"


def test_words_stuck_together_are_parted(engine):
    engine.rebuild([document(1, "teacher training"), document(2, "e-learning")])

    assert engine.search(SearchQuery(text="teachertraining")).correction == "teacher training"
    assert engine.search(SearchQuery(text="elearning")).correction == "e-learning"


@pytest.mark.parametrize("typed", ["education", "educat", "Éducation", "qqqqqq", "2o21", "edu", ""])
def test_what_matches_or_has_no_neighbour_is_left_as_typed(engine, typed):
    engine.rebuild([document(1, "education 2021")])

    result = engine.search(SearchQuery(text=typed))

    assert (result.correction, result.corrected) == (None, False)


def test_right_words_that_do_not_meet_are_not_corrected(engine):
    engine.rebuild([document(1, "education"), document(2, "physics")])

    assert engine.search(SearchQuery(text="education physics")) == SearchResult(
        total=0, terms=(Term("education", stems=(("en", "educ"),)), Term("physics", stems=(("en", "physic"),)))
    )


def test_a_word_that_exists_is_not_parted_because_of_another(engine):
    engine.rebuild([document(1, "teachertraining"), document(2, "teacher training"), document(3, "robots")])

    assert engine.search(SearchQuery(text="teachertraining robots")).correction is None


def test_of_joined_words_only_the_wrong_one_changes(engine):
    engine.rebuild([document(1, "education-physics"), document(2, "physica")])

    assert engine.search(SearchQuery(text="educaton-physics")).correction == "education-physics"


def test_a_word_that_other_kinds_have_is_corrected_for_this_one(engine):
    engine.rebuild([document(1, "education"), document(1, "educaton", kind="publication")])

    assert engine.search(SearchQuery(text="educaton", kinds=("programme",))).correction == "education"
    assert engine.search(SearchQuery(text="educaton", kinds=("publication",))).correction is None


def test_filters_alone_do_not_cause_a_correction(engine):
    engine.rebuild([document(1, "education", facets={"country": ["be"]}), document(2, "educations")])

    result = engine.search(SearchQuery(text="education", filters={"country": ("fr",)}))

    assert (result.total, result.correction) == (0, None)


def test_a_far_more_frequent_spelling_is_only_proposed(engine):
    engine.rebuild([document(1, "educaton"), *(document(pk, "education") for pk in range(2, 60))])

    result = engine.search(SearchQuery(text="educaton"))

    assert (result.total, result.correction, result.corrected) == (1, "education", False)


def test_removed_records_no_longer_count_as_having_a_word(engine):
    engine.rebuild([document(1, "education"), document(2, "educaton")])
    engine.write(Changes(removed=[Hit("programme", 2)]))

    assert engine.search(SearchQuery(text="educaton")).correction == "education"
