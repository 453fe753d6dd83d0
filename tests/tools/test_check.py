"""`make check`: each check is run, and a failure comes with what to do."""

from __future__ import annotations

import sys

import check
import pytest
from check import Check, Outcome, report, run


def test_a_check_that_passes_is_one_line():
    outcome = run(Check("quick", [sys.executable, "-c", "print('much to say')"], "Nothing."))

    assert outcome.passed
    assert len(report(outcome).splitlines()) == 1


def test_a_check_that_fails_says_why_and_what_to_do():
    outcome = run(Check("strict", [sys.executable, "-c", "print('line 3 is wrong'); exit(1)"], "Mend line 3."))

    assert not outcome.passed
    assert report(outcome).splitlines()[1:] == ["line 3 is wrong", "  -> Mend line 3."]


def test_one_failure_fails_all(monkeypatch, capsys):
    checks = [
        Check("good", [sys.executable, "-c", ""], "Nothing."),
        Check("bad", [sys.executable, "-c", "exit(3)"], "Mend it."),
    ]
    monkeypatch.setattr(check, "CHECKS", checks)

    assert check.main([]) == 1
    assert capsys.readouterr().out.endswith("1 of 2 checks failed.\n")
    assert check.main(["good"]) == 0


def test_an_unknown_name_is_said(capsys):
    assert check.main(["spelling"]) == 2
    assert capsys.readouterr().out == "There is no check named spelling; `--list` names them.\n"


@pytest.mark.parametrize("name", ["style", "types", "contracts", "sizes", "texts", "reference", "migrations"])
def test_the_checks_of_the_house_are_there(name):
    assert name in {one.name for one in check.CHECKS}


def test_an_outcome_tells_its_time():
    outcome = Outcome(Check("types", [], ""), passed=True, seconds=2.34, said="")

    assert report(outcome) == "ok   types          2.3 s"
