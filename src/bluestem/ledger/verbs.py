"""The verbs of the ledger: what can have happened. Rooms register theirs; an unknown verb is refused."""

from __future__ import annotations

from dataclasses import dataclass

from bluestem.ui.api import Text


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One thing that can happen.

    name: `room.past_participle`, such as `library.downloaded`.
    label: the sentence's verb in the reader's language.
    unit: what the quantity counts: `times`, `minutes`, `people` or `euro`.
    iri: the xAPI verb it exports as (ADL vocabulary where one fits).
    """

    name: str
    label: Text
    unit: str
    iri: str


_verbs: dict[str, Verb] = {}


def register_verb(verb: Verb) -> Verb:
    """Make a verb known and give it back; raise ValueError if the name is taken."""
    if verb.name in _verbs:
        raise ValueError(f"The verb {verb.name} is registered twice.")
    _verbs[verb.name] = verb
    return verb


def find_verb(name: str) -> Verb:
    """Give the verb of that name. Raises LookupError when no room registered it."""
    if name not in _verbs:
        raise LookupError(f"No room registered the verb {name!r}.")
    return _verbs[name]


def all_verbs() -> tuple[Verb, ...]:
    """Give every registered verb, in the order of registration."""
    return tuple(_verbs.values())
