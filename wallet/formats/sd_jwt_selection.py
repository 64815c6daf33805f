"""Presenting an SD-JWT: which disclosures there are, and the token with only some of them.

Source: https://www.rfc-editor.org/rfc/rfc9901#section-7.2
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from wallet.formats.disclosures import Placement
from wallet.formats.sd_jwt import SdJwt, disclose, without_disclosures
from wallet.model.errors import RefusedError


def needed(placements: Mapping[str, Placement], pointers: AbstractSet[str]) -> frozenset[str]:
    """Return the pointers chosen, and those of the disclosed values around them, without which they mean nothing.

    Args:
        placements: Every disclosure's place, by its pointer.
        pointers: Pointers of disclosures that are chosen.

    Raises:
        RefusedError: If a pointer is no disclosure's.
    """
    if not pointers <= placements.keys():
        raise RefusedError("A detail was chosen that this badge cannot show on its own.")
    found: set[str] = set()
    for pointer in pointers:
        while pointer and pointer not in found:
            found.add(pointer)
            pointer = placements[pointer].parent  # noqa: PLW2901 (the walk goes up from each pointer)
    return frozenset(found)


def with_only(sd_jwt: SdJwt, pointers: AbstractSet[str]) -> bytes:
    """Return the compact SD-JWT with only the chosen disclosures and those around them, and no key binding.

    Args:
        sd_jwt: The badge as its holder has it.
        pointers: JSON Pointers into the processed payload, each of one disclosure (`disclose`).

    Returns:
        ``<issuer-signed JWT>~<disclosure>~…~``: also the bytes that a key binding's `sd_hash` is over.

    Raises:
        RefusedError: If a pointer is no disclosure's.
        ProofError: If the badge's disclosures do not hold.

    Source: RFC 9901 section 7.2, steps 1 to 3; section 4.3.1.
    """
    placements = {placement.pointer: placement for placement in disclose(sd_jwt).placements}
    kept = {placements[pointer].disclosure.encoded for pointer in needed(placements, pointers)}
    in_order = [disclosure.encoded for disclosure in sd_jwt.disclosures if disclosure.encoded in kept]
    return without_disclosures(sd_jwt.sd_hash_input) + b"".join(encoded + b"~" for encoded in in_order)
