"""The contracts of `.importlinter` hold, and notice what they are there for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# A small house that keeps every contract; each test below breaks it in one place.
SOUND = {
    "kit/text.py": "",
    "ui/api.py": "",
    "catalogue/api.py": "from bluestem.catalogue.services import save\n",
    "catalogue/services.py": "from bluestem.kit.text import *\n",
    "vocabularies/api.py": "from bluestem.ui.api import *\n",
    "accounts/api.py": "",
    "network/api.py": "",
    "network/models.py": "from bluestem.catalogue.api import *\n",
    "network/web/views.py": "from bluestem.network.models import *\n",
    "config/env.py": "",
    "cli/main.py": "from bluestem.config.env import *\n",
}
ORDER = "Rooms depend downwards only"
DOOR = "Other rooms come in through api only"
INSIDE = "Inside a room"


def lint(root: Path, folder: Path, files: dict[str, str]) -> dict[str, str]:
    """Write the house into the folder and give KEPT or BROKEN for each contract, by its name."""
    for room in (root / "src/bluestem").iterdir():
        if (room / "__init__.py").exists():
            (folder / "bluestem" / room.name).mkdir(parents=True)
    for name, text in files.items():
        (folder / "bluestem" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "bluestem" / name).write_text(text)
    for package in [folder / "bluestem", *(path for path in (folder / "bluestem").rglob("*") if path.is_dir())]:
        (package / "__init__.py").touch()
    (folder / "bluestem/__main__.py").touch()
    shutil.copy(root / ".importlinter", folder)
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "300"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own tools
    verdicts = [line for line in done.stdout.splitlines() if " KEPT" in line or " BROKEN" in line]
    return {line.split(" KEPT")[0].split(" BROKEN")[0]: "KEPT" if " KEPT" in line else "BROKEN" for line in verdicts}


def test_a_sound_house_keeps_every_contract(root, tmp_path):
    verdicts = lint(root, tmp_path, SOUND)

    assert list(verdicts.values()) == ["KEPT", "KEPT", "KEPT"]


@pytest.mark.parametrize(
    ("name", "text", "broken"),
    [
        ("catalogue/services.py", "from bluestem.network.api import *\n", ORDER),
        ("catalogue/services.py", "def late():\n    import bluestem.network.api\n", ORDER),
        ("accounts/services.py", "from bluestem.vocabularies.api import *\n", ORDER),
        ("vocabularies/codes.py", "from bluestem.accounts.api import *\n", ORDER),
        ("network/services.py", "from bluestem.config.env import *\n", ORDER),
        ("kit/dates.py", "from bluestem.ui.api import *\n", ORDER),
        ("attic/api.py", "", ORDER),
        ("network/services.py", "from bluestem.catalogue.services import *\n", DOOR),
        ("network/forms.py", "from bluestem.ui import filters\n", DOOR),
        ("network/models.py", "from bluestem.network.web.views import *\n", INSIDE),
        ("network/services.py", "from bluestem.network.contributions import *\n", INSIDE),
        ("catalogue/models.py", "from bluestem.catalogue.services import *\n", INSIDE),
    ],
)
def test_a_breach_is_noticed(root, tmp_path, name, text, broken):
    made = {"network/contributions.py": "", "ui/filters.py": ""}
    verdicts = lint(root, tmp_path, SOUND | made | {name: text})

    assert [contract for contract, verdict in verdicts.items() if verdict == "BROKEN" and broken in contract]


def test_this_house_keeps_every_contract(root):
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - our own tools

    assert done.returncode == 0, done.stdout
