"""Text that leaves in pieces."""

from __future__ import annotations

from bluestem.kit.streams import PIECE, Spool


def test_what_is_drained_is_gone_and_what_follows_is_kept():
    spool = Spool()
    spool.write("one ")
    spool.write("two")

    assert spool.drain() == "one two"
    assert spool.drain() == ""
    spool.write("three")
    assert spool.drain() == "three"


def test_it_says_when_a_piece_is_worth_sending():
    spool = Spool()
    spool.write("x" * PIECE)
    assert not spool.is_full

    spool.write("x")
    assert spool.is_full

    spool.drain()
    assert not spool.is_full
