"""Providers are read from a file, and what is not safe is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bluestem.config.env import InsecureSetting
from bluestem.config.providers import read_providers

GOOD = """
[[provider]]
id = "school"
name = "School account"
server = "https://login.school.example/"
client_id = "bluestem"
client_secret = "s"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "sign-in.toml"
    path.write_text(text)
    return path


def test_without_a_file_there_is_none(tmp_path):
    assert read_providers(tmp_path / "sign-in.toml") == []


def test_a_provider_is_read(tmp_path):
    (found,) = read_providers(written(tmp_path, GOOD))

    assert (found["provider_id"], found["name"], found["client_id"], found["secret"]) == (
        "school",
        "School account",
        "bluestem",
        "s",
    )
    assert found["settings"]["server_url"] == "https://login.school.example"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[provider", "is not readable as TOML"),
        (GOOD.replace('client_secret = "s"', ""), "a provider has no client_secret"),
        (GOOD.replace('"School account"', '" "'), "a provider has no name"),
        (GOOD.replace('"bluestem"', "7"), "a provider has no client_id"),
        (GOOD.replace('"school"', '"Our School"'), "must be of small letters"),
        (GOOD.replace("https://login", "http://login"), "is not https"),
    ],
)
def test_what_is_not_safe_is_refused(tmp_path, text, said):
    with pytest.raises(InsecureSetting, match=said):
        read_providers(written(tmp_path, text))


def test_a_provider_on_this_machine_needs_no_https(tmp_path):
    (found,) = read_providers(written(tmp_path, GOOD.replace("https://login.school.example/", "http://127.0.0.1:9000")))

    assert found["settings"]["server_url"] == "http://127.0.0.1:9000"
