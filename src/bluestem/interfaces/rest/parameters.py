"""What may stand in the query of a REST address, read strictly: unknown names and values are refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.conf import settings
from django.http import QueryDict

from bluestem.catalogue.api import ListState, RecordType
from bluestem.interfaces.rest.problems import Problem

LANGUAGE = "lang"
DEFAULT_LIMIT, MOST = 50, 100
LONGEST_QUERY_STRING = 8_000


def check_names(query: QueryDict, known: Iterable[str], *, several: Collection[str] = ()) -> None:
    """Raise Problem for a parameter that the address does not have, or that stands there twice."""
    names = sorted(known)
    if unknown := [name for name in query if name not in names]:
        raise Problem(400, f"There is no parameter {unknown[0][:40]!r} here. Known ones: {', '.join(names) or 'none'}.")
    for name in query:
        if name not in several and len(query.getlist(name)) > 1:
            raise Problem(400, f"The parameter {name!r} may stand in the address once.")


def read_language(query: QueryDict) -> str:
    """Give the language of labels; the site's own by default."""
    languages = [code for code, _name in settings.LANGUAGES]
    chosen = query.get(LANGUAGE, settings.LANGUAGE_CODE)
    if chosen not in languages:
        raise Problem(400, f"Labels are given in these languages: {', '.join(languages)}.")
    return chosen


def list_parameters(state: ListState) -> list[str]:
    """Give every parameter of a list."""
    return ["q", "sort", "cursor", "limit", "facets", LANGUAGE, *(facet.name for facet in state.facets)]


def read_state(types: Sequence[RecordType], query: QueryDict) -> ListState:
    """Read the state of a list as its page does. Raises Problem."""
    state = ListState.read(types, QueryDict())
    filters = [facet.name for facet in state.facets]
    check_names(query, list_parameters(state), several=filters)
    state = ListState.read(types, query)
    orders = [sort.name for sort in state.sorts]
    if query.get("sort") and query["sort"] not in orders:
        raise Problem(400, f"This list is sorted by one of these: {', '.join(orders)}.")
    return state


def read_limit(query: QueryDict) -> int:
    """Give how many records a page is to have."""
    typed = query.get("limit", str(DEFAULT_LIMIT))
    if not (typed.isascii() and typed.isdigit() and len(typed) < 5 and 1 <= int(typed) <= MOST):
        raise Problem(400, f"limit is a whole number from 1 to {MOST}.")
    return int(typed)


def read_facets(query: QueryDict, state: ListState) -> list[str]:
    """Give the names of the facets to count: `facets=country,topic`, or none."""
    offered = [facet.name for facet in state.facets]
    chosen = [name for name in query.get("facets", "").split(",") if name]
    if unknown := [name for name in chosen if name not in offered]:
        raise Problem(400, f"There is no facet {unknown[0][:40]!r} here. Known ones: {', '.join(offered)}.")
    return chosen
