"""What is not public is told nowhere: a word stands in everything closed, and every address is searched for it.

The addresses are those of the URL configuration, so a new view is searched from the day it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from bluestem.catalogue.api import State
from bluestem.interfaces.journal import follow_changes
from bluestem.messaging.api import Mail
from bluestem.network.api import Organisation, OrganisationRole
from bluestem.network.invitations import invite
from bluestem.network.memberships import ask_to_join
from bluestem.network.queries import managing_people
from bluestem.publishing.api import begin_change, save_draft, submit
from tests.factories.people import make_person
from tests.factories.records import new_organisation, new_programme, new_publication
from tests.security.access import ask
from tests.security.routes import routes
from tests.security.world import World, build

SECRET = "zyxquasar"
NEARLY = "zyxquasat"  # asked for with one wrong letter, so that no answer can echo the word itself
OUTSIDERS = ("signed out", "member", "organiser")
QUERIES = (f"?q={NEARLY}", "?country=is&sort=title", "?topic=science&page=1")
LISTS = ("search", "programmes", "publications", "organisations", "pages", "newsletter")
ENDINGS = ("feed.rss", "feed.atom", "feed.json", "export.csv", "export.json")
ADDRESSED = re.compile("<(slug|str|uuid|int|path):(slug|uuid|pk|path|kind)>")
VERBS = ("ListRecords&metadataPrefix=oai_dc", "ListIdentifiers&metadataPrefix=oai_dc", "ListSets", "Identify")


@pytest.fixture
def world(administrator, now) -> World:
    return build(administrator, now)


@pytest.fixture
def hidden(publish, world) -> list:
    """A draft and a withdrawn record of each kind; they were public once, so every index knew them."""
    owner = publish(new_organisation(slug="icebergs", country="is", topics=["science"]))
    made = []
    for state in (State.DRAFT, State.WITHDRAWN):
        sheet = new_programme(owner, name=SECRET, summary=SECRET, description=SECRET, topics=["science"])
        paper = new_publication(title=SECRET, abstract=SECRET, organisation=owner, countries=["is"])
        body = new_organisation(name=SECRET, summary=SECRET, city=SECRET, country="is")
        for record in (sheet, paper, body):
            publish(record)
            record.state = state
            made.append(publish(record))
    return made


@pytest.fixture
def waiting(world, now) -> None:
    """What members typed that nobody has decided yet, and what only a few may read."""
    ours, manager = Organisation.objects.get(slug="csr-europe"), world.people["manager"]
    draft = begin_change(kind="organisation", record=ours, actor=manager, now=now)
    content = {**draft.content, "name": [SECRET], "summary": [SECRET], "city": [SECRET]}
    submit(
        submission=save_draft(submission=draft, content=content, version=draft.version, actor=manager, now=now),
        actor=manager,
        now=now,
    )
    ask_to_join(organisation=ours, words=SECRET, actor=make_person("Wanda Waiting", now=now), now=now)
    address = f"{SECRET}@example.org"
    invite(organisation=ours, address=address, role=OrganisationRole.MEMBER, actor=manager, now=now)


def addresses(world: World, hidden: list) -> Iterator[str]:
    """Every address outside the admin, with parameters once for each hidden record; and every list in many ways."""
    for route in routes():
        if route.pattern.startswith("admin/"):
            continue
        yield route.path(world.values)
        if ADDRESSED.search(route.pattern):
            for record in hidden:
                kind = record._meta.model_name
                own = {"slug": record.slug, "uuid": record.uuid, "pk": record.pk, "kind": kind, "path": f"{kind}s"}
                yield route.path({**world.values, **own})
    yield from (f"/{name}/{query}" for name, query in product(LISTS, QUERIES))
    yield from (f"/{name}/{ending}?country=is" for name, ending in product(LISTS, ENDINGS))
    yield from (f"/oai?verb={verb}" for verb in VERBS)
    yield from (f"/api/v1/{path}?q={NEARLY}" for path in ("records", "programmes", "publications", "organisations"))


@pytest.mark.usefixtures("waiting")
def test_a_word_in_what_is_closed_is_told_nowhere(world, hidden, now):
    while follow_changes(now):
        pass
    # The page of a withdrawn record names it, as it names what was once public; nothing else does.
    tombstones = tuple(record.get_absolute_url() for record in hidden if record.state == State.WITHDRAWN)
    asked = [address for address in addresses(world, hidden) if not address.startswith(tombstones)]

    browsers = {role: world.browser(role) for role in OUTSIDERS}
    told = {
        (role, address)
        for role, address in product(OUTSIDERS, asked)
        if SECRET in ask(browsers[role], "get", address).getvalue().decode(errors="replace").lower()
    }

    assert told == set()
    assert len(asked) > 300


@pytest.mark.usefixtures("waiting")
def test_mails_tell_of_it_only_to_those_whom_it_concerns(world, hidden):
    told = {mail.recipient for mail in Mail.objects.all() if SECRET in bytes(mail.message).decode(errors="replace")}
    managing = managing_people(Organisation.objects.get(slug="csr-europe"))
    concerned = {person.email for person in (world.people["editor"], world.people["administrator"], *managing)}

    assert told <= concerned | {f"{SECRET}@example.org"}


@pytest.mark.usefixtures("waiting")
def test_the_word_is_found_where_it_may_be_read(world, hidden):
    """The same search finds it for those who may: else it would prove nothing."""
    page = ask(world.browser("manager"), "get", "/organisations/csr-europe/members/")
    desk = ask(world.browser("editor"), "get", "/admin/submissions/")

    assert SECRET in page.getvalue().decode()
    assert SECRET in desk.getvalue().decode()
