"""Topics belong to the secretariat: words, order, retiring; codes stay and everything follows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from bluestem.programmes.api import Programme
from bluestem.vocabularies.api import (
    Topic,
    bring_back_topic,
    current_topic,
    retire_topic,
    save_topic,
    species_of,
    topic_choices,
    topic_labels,
    topics,
)
from bluestem.vocabularies.topics import forget_topics


@pytest.fixture(autouse=True)
def remembered() -> Iterator[None]:
    """Topics are remembered by the process; what a test changed goes with its transaction."""
    forget_topics()
    yield
    forget_topics()


def test_a_topic_of_ones_own_is_offered_in_its_place(editor, published):
    own = Topic(code="robotics", labels={"en": "Robotics", "fr": "Robotique"}, order=15, species="alga")
    with published():
        save_topic(topic=own, actor=editor)

    assert topic_choices()[:2] == [("careers", "Careers and guidance"), ("robotics", "Robotics")]
    assert species_of(["robotics"]) == "alga"
    with override("fr"):
        assert topic_labels(["robotics"]) == {"robotics": "Robotique"}
    with override("de"):
        assert topic_labels(["robotics"]) == {"robotics": "Robotics"}


def test_other_words_replace_the_built_in_ones_only_where_they_are_written(editor, published):
    with published():
        save_topic(topic=Topic(code="careers", labels={"en": " Choosing a  job "}, order=10), actor=editor)

    assert topic_labels(["careers"]) == {"careers": "Choosing a job"}
    with override("nl"):
        assert topic_labels(["careers"])["careers"] not in ("", "Choosing a job", "careers")


def test_a_retired_topic_counts_under_its_successor(client, editor, now, published):
    climate = Programme.objects.public().filter(topics__icontains='"climate"').count()
    assert climate
    with published():
        retire_topic(topic=Topic(code="climate", order=80), successor="science", actor=editor, now=now)

    assert "climate" not in dict(topic_choices())
    assert current_topic("climate") == "science"
    old, new = (client.get(f"/programmes/?topic={code}").content for code in ("climate", "science"))
    assert old.count(b'class="titleline"') == new.count(b'class="titleline"') >= min(climate, 20)
    assert list(Programme.objects.filter(topics__icontains='"climate"')) != []


def test_a_topic_that_is_brought_back_stands_for_itself(editor, now, published):
    with published():
        topic = retire_topic(topic=Topic(code="climate", order=80), successor="science", actor=editor, now=now)
        bring_back_topic(topic=topic, actor=editor)

    assert current_topic("climate") == "climate"
    assert "climate" in dict(topic_choices())


def test_the_code_of_a_topic_stays(editor):
    topic = save_topic(topic=Topic(code="robotics", labels={"en": "Robotics"}), actor=editor)
    topic.code = "robots"

    with pytest.raises(ValidationError):
        save_topic(topic=topic, actor=editor)

    assert list(Topic.objects.values_list("code", flat=True)) == ["robotics"]


@pytest.mark.parametrize(
    ("code", "labels"), [("robotics", {}), ("robotics", {"fr": "Robotique"}), ("No code", {"en": "x"})]
)
def test_what_is_incomplete_is_refused(editor, code, labels):
    with pytest.raises(ValidationError):
        save_topic(topic=Topic(code=code, labels=labels), actor=editor)

    assert not Topic.objects.exists()


@pytest.mark.parametrize("successor", ["climate", "alchemy", "Science"])
def test_a_successor_must_be_another_topic_in_use(editor, now, successor):
    with pytest.raises(ValidationError):
        retire_topic(topic=Topic(code="climate"), successor=successor, actor=editor, now=now)

    assert not Topic.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["member", "organiser"])
def test_only_editors_change_topics(now, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        save_topic(topic=Topic(code="robotics", labels={"en": "Robotics"}), actor=person)
    with pytest.raises(PermissionDenied):
        retire_topic(topic=Topic(code="climate"), successor="", actor=person, now=now)

    assert not Topic.objects.exists()


def test_editors_do_all_of_it_in_the_admin(editing, published):
    typed = {"code": "robotics", "label_en": "Robotics", "order": "15", "species": "alga", "do": "save"}
    assert editing.get("/admin/topics/add/").status_code == 200
    with published():
        assert editing.post("/admin/topics/add/", typed).status_code == 302
    assert "robotics" in topics()
    with published():
        editing.post("/admin/topics/robotics/", {"do": "retire", "successor": "technology"})
    assert current_topic("robotics") == "technology"
    assert "Replaced by technology" in editing.get("/admin/topics/").content.decode()


def test_members_see_nothing_of_it(signed_in):
    assert [signed_in.get(f"/admin/topics/{end}").status_code for end in ("", "add/", "climate/")] == [302] * 3


def test_topics_cost_nothing_once_they_are_known(db, count_queries):
    topics()
    with count_queries() as counted:
        topic_labels(["careers", "climate"])

    assert counted.number == 0
