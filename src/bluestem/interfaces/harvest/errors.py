"""The errors of the protocol."""

from __future__ import annotations


class HarvestError(Exception):
    """A request that cannot be answered: one of the protocol's codes and a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
