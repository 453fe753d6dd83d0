"""Templates know their own room and lower ones only; the page's policy holds in each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import Environment, nodes

# Addresses of the portal to which pages of lower rooms may lead. Every installation has them, and their names and
# arguments stay: whoever changes one changes this list and the pages of all rooms with it.
PUBLIC_ADDRESSES = {
    "portal:country": "a record's country leads to the page about it",
    "portal:evidence": "an evidence level leads to the page that explains how levels are given",
}
HANDLER = re.compile(r"<[^>]*\s(on[a-z]+)\s*=", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)


def room_of(address: str) -> str:
    """Give the room of a named address: its namespace, or what stands before the namespace's underscore."""
    return address.partition(":")[0].partition("_")[0]


def test_templates_use_only_templates_of_their_own_and_lower_rooms(house, templates):
    beyond = [
        f"{template.name} uses {used}"
        for template in templates
        for used in used_templates(template.tree)
        if not house.may_use(template.room, used.split("/")[0])
    ]

    assert beyond == []


def test_templates_stand_in_the_folder_of_their_room(templates):
    assert [t.name for t in templates if t.name.split("/")[0] != t.room] == []


def test_addresses_in_templates_are_of_their_own_and_lower_rooms(house, templates):
    beyond = [
        f"{template.name} leads to {address}"
        for template in templates
        for address in called_with(template.tree, "url")
        if ":" in address and address not in PUBLIC_ADDRESSES
        if not house.may_use(template.room, room_of(address))
    ]

    assert beyond == [], "contribute a menu entry or a panel instead, or read docs/explanation/rooms.md"


def test_every_public_address_is_needed(house, templates):
    used = {
        address
        for template in templates
        for address in called_with(template.tree, "url")
        if ":" in address and not house.may_use(template.room, room_of(address))
    }

    assert used == PUBLIC_ADDRESSES.keys()


def test_files_in_templates_are_of_their_own_and_lower_rooms(house, templates):
    beyond = [
        f"{template.name} loads {file}"
        for template in templates
        for file in called_with(template.tree, "static")
        if not house.may_use(template.room, file.split("/")[0])
    ]

    assert beyond == []


def test_filters_in_templates_come_from_their_own_and_lower_rooms(house, templates, jinja):
    beyond = [
        f"{template.name} uses the filter {node.name} of {room}"
        for template in templates
        for node in template.tree.find_all(nodes.Filter)
        if (room := room_of_filter(jinja, node.name)) and not house.may_use(template.room, room)
    ]

    assert beyond == []


def test_no_template_carries_style_or_script(templates):
    """The Content-Security-Policy allows neither; data for machines (JSON-LD) and files are no script."""
    found = []
    for template in templates:
        text = re.sub(r"\{#.*?#\}", "", template.text, flags=re.DOTALL)
        found += [f"{template.name}: style=" for _ in re.findall(r"\sstyle\s*=", text)]
        found += [f"{template.name}: <style>" for _ in re.findall(r"<style\b", text)]
        found += [f"{template.name}: {name}=" for name in HANDLER.findall(text)]
        found += [f"{template.name}: <script{a}>" for a in SCRIPT.findall(text) if "src=" not in a and "json" not in a]
        found += [f"{template.name}: javascript:" for _ in re.findall(r"javascript:", text)]

    assert found == []


def used_templates(tree: nodes.Template) -> Iterator[str]:
    """The names of templates that a template extends, includes or imports, where they are written out."""
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in tree.find_all(kinds):
        found = (part.value for part in [node.template, *node.template.find_all(nodes.Const)] if is_text(part))
        yield from (name for name in found if "/" in name)


def called_with(tree: nodes.Template, function: str) -> Iterator[str]:
    """The first argument of each call of a function, as far as it is written out."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == function and call.args:
            first = next((c.value for c in [call.args[0], *call.args[0].find_all(nodes.Const)] if is_text(c)), None)
            if first is not None:
                yield first


def is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def room_of_filter(jinja: Environment, name: str) -> str | None:
    module = getattr(jinja.filters[name], "__module__", "")
    return module.split(".")[1] if module.startswith("bluestem.") else None
