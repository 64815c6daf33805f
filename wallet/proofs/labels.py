"""Blank node labels that tell nothing, in the place of the canonical ones.

Source: https://www.w3.org/TR/vc-di-ecdsa/#label-replacement-functions-0 ;
https://www.w3.org/TR/vc-di-bbs/#label-replacement-functions , whose names are given below
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from wallet.crypto.encodings import b64url_encode

Labels: TypeAlias = "Mapping[str, str]"
"""From one blank node label to another, both as N-Quads text, such as ``_:c14n0`` to ``_:b2``."""

Relabel: TypeAlias = "Callable[[Iterable[str]], Labels]"
"""From a document's canonical labels to the labels that take their place (labelMapFactoryFunction)."""


def given_labels(given: Labels) -> Relabel:
    """Return the relabelling that a proof brings with it (createLabelMapFunction).

    Strictly: exactly the document's labels, and no two that become the same, which would make one node of two.

    Raises:
        ValueError: From the relabelling, where this is not so.
    """

    def relabel(canonical: Iterable[str]) -> Labels:
        if set(canonical) != given.keys() or len(set(given.values())) != len(given):
            raise ValueError("the labels in the proof are not those of the document")
        return given

    return relabel


def hmac_labels(key: bytes) -> Relabel:
    """Return the relabelling by keyed hash: ``_:u`` and base64url (createHmacIdLabelMapFunction).

    Args:
        key: The HMAC-SHA-256 key.
    """

    def relabel(canonical: Iterable[str]) -> Labels:
        return {label: f"_:u{b64url_encode(hmac.digest(key, label[2:].encode(), 'sha256'))}" for label in canonical}

    return relabel


def shuffled_labels(key: bytes) -> Relabel:
    """Return the relabelling by the order of keyed hashes: ``_:b`` and a number (createShuffledIdLabelMapFunction).

    Args:
        key: The HMAC-SHA-256 key.
    """
    hashed = hmac_labels(key)

    def relabel(canonical: Iterable[str]) -> Labels:
        names = hashed(canonical)
        order = {name: index for index, name in enumerate(sorted(names.values()))}
        return {label: f"_:b{order[name]}" for label, name in names.items()}

    return relabel
