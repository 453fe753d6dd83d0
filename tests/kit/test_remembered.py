"""A value that is read once, until somebody says that it changed."""

from __future__ import annotations

from bluestem.kit.remembered import Remembered


def test_it_is_read_once_until_it_is_forgotten(tmp_path):
    read = iter(range(10))
    value = Remembered(lambda: tmp_path / "counter", lambda: next(read))

    assert [value.get(), value.get()] == [0, 0]
    value.forget()
    assert [value.get(), value.get()] == [1, 1]


def test_another_process_hears_of_it(tmp_path):
    read = iter(range(10))
    here = Remembered(lambda: tmp_path / "counter", lambda: next(read))
    there = Remembered(lambda: tmp_path / "counter", lambda: next(read))
    assert [here.get(), there.get()] == [0, 1]

    there.forget()

    assert here.get() == 2
