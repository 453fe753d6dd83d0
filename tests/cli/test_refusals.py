"""What the command refuses to do, with one sentence and no traceback."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.cli.installation import bluestem

SECURE = {"BLUESTEM_ORIGIN": "https://stem.example", "BLUESTEM_SECRET_KEY": "k" * 50}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"BLUESTEM_ORIGIN": ""}, "BLUESTEM_ORIGIN is not set"),
        ({"BLUESTEM_ORIGIN": "http://stem.example"}, "only https:// is safe beyond this machine"),
        ({"BLUESTEM_SECRET_KEY": ""}, "There is no secret key"),
        ({"BLUESTEM_SECRET_KEY": "short"}, "too short"),
        ({"BLUESTEM_DEMO": "yes"}, "BLUESTEM_DEMO opens sample sign-ins"),
        ({"BLUESTEM_MODE": "debug"}, "use production or development"),
        ({"BLUESTEM_WEB_WORKERS": "many"}, "BLUESTEM_WEB_WORKERS is 'many'"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "worker"])
def test_an_insecure_start_is_refused(tmp_path: Path, command: str, settings: dict[str, str], sentence: str) -> None:
    done = bluestem(command, data=tmp_path, **{**SECURE, **settings})
    assert done.returncode == 2
    assert done.stderr.startswith("bluestem: ")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "٨٠"])
def test_a_port_that_is_none(tmp_path: Path, port: str) -> None:
    done = bluestem("serve", data=tmp_path, PORT=port, **SECURE)
    assert (done.returncode, done.stderr) == (
        1,
        f"bluestem: {port!r} is no port; give a number from 1 to 65535.\n",
    )


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = bluestem("serve", "--port", port, data=tmp_path, **SECURE)
    assert done.returncode == 1
    assert done.stderr.startswith(f"bluestem: Port {port} on 127.0.0.1 cannot be used")


def test_a_folder_that_was_never_prepared(tmp_path: Path) -> None:
    done = bluestem("serve", data=tmp_path / "none", **SECURE)
    assert (done.returncode, done.stderr) == (
        1,
        f"bluestem: There is no folder {tmp_path / 'none'}; run `bluestem init`.\n",
    )
    assert not (tmp_path / "none").exists()


def test_a_database_that_waits_for_migrations(data: Path) -> None:
    (data / "bluestem.sqlite3").unlink()
    for command in ("serve", "worker"):
        done = bluestem(command, data=data)
        assert done.returncode == 1
        assert done.stderr.endswith("migrations: run `bluestem init`.\n")


def test_a_command_that_does_not_exist(data: Path) -> None:
    done = bluestem("serach", "rebuild", data=data)
    assert done.returncode == 1
    assert done.stderr == (
        "bluestem: There is no command `serach rebuild`. Did you mean `bluestem search rebuild`? "
        "`bluestem --help` lists them.\n"
    )


def test_help_names_every_command(tmp_path: Path) -> None:
    done = bluestem(data=tmp_path)
    assert done.returncode == 0
    for command in ("init", "serve", "worker", "backup", "restore", "doctor", "demo load", "search rebuild"):
        assert command in done.stdout
    assert bluestem("serve", "--help", data=tmp_path).stdout.startswith("usage: bluestem serve")


def test_words_of_a_room_become_its_command(data: Path) -> None:
    done = bluestem("ledger", "verify", "--help", data=data)
    assert done.returncode == 0
    assert done.stdout.startswith("usage: bluestem ledger verify")


def test_djangos_own_commands(data: Path) -> None:
    done = bluestem("manage", "check", data=data)
    assert done.returncode == 0
    assert done.stdout.startswith("System check identified no issues")
