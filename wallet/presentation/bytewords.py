"""Bytewords in their minimal form: two letters a byte, the first and last of its word, with a CRC-32 at the end.

Source: https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2020-012-bytewords.md
"""

from __future__ import annotations

import zlib

_WORDS = """
able acid also apex aqua arch atom aunt away axis back bald barn belt beta bias
blue body brag brew bulb buzz calm cash cats chef city claw code cola cook cost
crux curl cusp cyan dark data days deli dice diet door down draw drop drum dull
duty each easy echo edge epic even exam exit eyes fact fair fern figs film fish
fizz flap flew flux foxy free frog fuel fund gala game gear gems gift girl glow
good gray grim guru gush gyro half hang hard hawk heat help high hill holy hope
horn huts iced idea idle inch inky into iris iron item jade jazz join jolt jowl
judo jugs jump junk jury keep keno kept keys kick kiln king kite kiwi knob lamb
lava lazy leaf legs liar limp lion list logo loud love luau luck lung main many
math maze memo menu meow mild mint miss monk nail navy need news next noon note
numb obey oboe omit onyx open oval owls paid part peck play plus poem pool pose
puff puma purr quad quiz race ramp real redo rich road rock roof ruby ruin runs
rust safe saga scar sets silk skew slot soap solo song stub surf swan taco task
taxi tent tied time tiny toil tomb toys trip tuna twin ugly undo unit urge user
vast very veto vial vibe view visa void vows wall wand warm wasp wave waxy webs
what when whiz wolf work yank yawn yell yoga yurt zaps zero zest zinc zone zoom
"""
_PAIRS = tuple(word[0] + word[-1] for word in _WORDS.split())
_BYTES = {pair: byte for byte, pair in enumerate(_PAIRS)}
_CHECKSUM_BYTES = 4


def encode(data: bytes) -> str:
    """Return `data` and its checksum as lower-case letters, two a byte."""
    return "".join(_PAIRS[byte] for byte in data + _checksum(data))


def decode(text: str) -> bytes:
    """Return the bytes of letters in either case.

    Raises:
        ValueError: If a pair of letters is of no word, or the checksum does not match.
    """
    pairs = [text[at : at + 2] for at in range(0, len(text), 2)]
    try:
        whole = bytes(_BYTES[pair] for pair in map(str.lower, pairs))
    except KeyError as error:
        raise ValueError("a pair of letters is of no word") from error
    data, checksum = whole[:-_CHECKSUM_BYTES], whole[-_CHECKSUM_BYTES:]
    if not data or checksum != _checksum(data):
        raise ValueError("the checksum does not match")
    return data


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM_BYTES, "big")
