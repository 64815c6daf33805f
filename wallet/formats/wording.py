"""Identifiers, member names and foreign texts, in a form fit to show."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Control characters, and those that turn the direction of what follows: a name could pose as another with them."""

_REGISTERED = {
    "iss": "Issuer identifier",
    "sub": "Holder identifier",
    "aud": "Meant for",
    "exp": "Valid until",
    "nbf": "Valid from",
    "iat": "Signed on",
    "jti": "Identifier",
    "vct": "Kind of credential",
    "cnf": "Key of the holder",
    "jwk": "Key of the holder",
    "kty": "Kind of key",
    "crv": "Curve",
    "kid": "Name of the key",
}
"""Registered names of tokens and keys (RFC 7519 section 4.1, RFC 7800, RFC 7517 section 4; SD-JWT VC section 3.2.2)."""

NAMELESS = "Detail"
"""What a member is called whose name has nothing to be read."""

_LONGEST_LINE = 300
_LONGEST_DID_HEAD = 4
_DID_TAIL = 4


def one_line(text: str) -> str:
    """Return a text as one line of at most 300 characters, without control characters."""
    line = whole_line(text)
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE].rstrip()}…"


def whole_line(text: str) -> str:
    """Return a text as one line, all of it, without control characters."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def words(name: str) -> str:
    """Return a name that programs use as words: ``achievementType`` as ``Achievement type``."""
    if name in _REGISTERED:
        return _REGISTERED[name]
    found = " ".join(word if word.isupper() else word.lower() for word in _WORD.findall(name))
    return found[:1].upper() + found[1:]


def words_within(around: str, name: str) -> str:
    """Return a member's name as words, after that of the object around it: ``Evidence: description``.

    Args:
        around: The name of the object around it; empty where that adds nothing for people.
        name: The member's own name.
    """
    own = words(name) or one_line(name) or NAMELESS
    return f"{words(around)}: {own[:1].lower()}{own[1:]}" if words(around) else own


def short_identifier(identifier: str) -> str:
    """Return the readable part of an identifier: a host, or a DID cut short such as ``did:key:z6Mk…abcd``."""
    if identifier.startswith("did:web:"):
        return one_line(unquote(identifier.split(":")[2]))
    if identifier.startswith("did:"):
        return one_line(_short_did(identifier))
    try:
        host = urlsplit(identifier).hostname
    except ValueError:
        host = None
    return one_line(host or identifier)


def _short_did(did: str) -> str:
    method, _, rest = did.removeprefix("did:").partition(":")
    if len(rest) <= _LONGEST_DID_HEAD + _DID_TAIL:
        return did
    return f"did:{method}:{rest[:_LONGEST_DID_HEAD]}…{rest[-_DID_TAIL:]}"
