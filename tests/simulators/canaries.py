"""Words and keys that nobody has a reason to write down, and the search for them in whatever spelling.

Every word holds `MARK`, so that a look through a process's memory need not be one for each of them.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.simulators.open_badges import assertion, badge_class, profile
from tests.simulators.world import TERM, World
from wallet.operations.sample_issuer import Course

MARK = "kestrel7q4"
_LONGEST = 256
"""How many bytes a word takes at most."""
_ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
"""What files, Qt and Python keep texts in."""

CLAIMS = (
    "name",
    "summary",
    "criteria",
    "skill",
    "framework",
    "second-skill",
    "second-framework",
    "issuer",
    "issuer-description",
    "issuer-mail",
    "issuer-phone",
    "description",
    "narrative",
    "code",
    "field-of-study",
    "specialization",
    "tag",
    "evidence",
    "evidence-narrative",
    "evidence-genre",
    "evidence-audience",
    "alignment-description",
    "alignment-code",
    "endorsement",
    "licence",
    "role",
    "term",
    "learner-mail",
    "given-name",
    "birthdate",
    "street",
    "grade",
    "hosted-name",
    "hosted-criteria",
    "hosted-issuer",
    "hosted-learner-mail",
)
WRITTEN = (
    "note",
    "second-note",
    "purpose",
    "receiver",
    "preset",
    "file-name",
    "second-file-name",
    "broken-file-name",
    "key-purpose",
    "audience",
    "nonce",
    "searched",
)
"""What the owner wrote or named."""
TYPED = ("passphrase", "backup-passphrase", "wrong-passphrase", "copied")
"""What the owner typed, and what they had on the clipboard."""


def word(kind: str) -> str:
    """Return the canary of a kind."""
    return f"{MARK}-{kind}"


def words() -> dict[str, str]:
    """Return every canary that is a word, by its kind."""
    return {kind: word(kind) for kind in (*CLAIMS, *WRITTEN, *TYPED)}


@dataclass(frozen=True)
class Badges:
    """Badges with a canary in every place that can hold one, as files; and the addresses of their owner."""

    files: Mapping[str, bytes]
    addresses: Mapping[str, str]


def make_badges() -> Badges:
    """Make an Open Badge 3.0, one of whose claims each can be hidden, and a hosted one of version 2."""
    world = World()
    world.issuer.name = word("issuer")
    open_badge = world.issuer.sign_embedded(_open_badge(world), TERM.signed)
    hidden = {kind: word(kind) for kind in ("given-name", "birthdate", "street", "grade")}
    shown = {"vct": "https://guild.example/badge", "name": word("name"), "cnf": {"jwk": world.holder.jwk}}
    files = {
        f"{word('file-name')}.json": open_badge,
        f"{word('second-file-name')}.txt": world.issuer.sign_sd_jwt(shown, hidden),
        f"{word('hosted-name')}.json": json.dumps(_hosted()).encode(),
        f"{word('broken-file-name')}.json": open_badge[:-20],
    }
    addresses = {"issuer's did": world.issuer.id, "owner's did": world.holder.did}
    return Badges(files, addresses)


def _open_badge(world: World) -> dict[str, Any]:
    skills = ((word("skill"), word("framework")), (word("second-skill"), word("second-framework")))
    course = Course(word("name"), word("summary"), word("criteria"), "Badge", 1, 80, 50, skills)
    badge = world.issuer.badge(course, world.holder.did, TERM)
    subject = badge["credentialSubject"]
    badge["description"] = word("description")
    badge["issuer"] |= {
        "description": word("issuer-description"),
        "email": f"{word('issuer-mail')}@guild.example",
        "phone": word("issuer-phone"),
    }
    evidence = {"name": "evidence", "narrative": "evidence-narrative", "genre": "evidence-genre"}
    badge["evidence"] = [
        {
            "id": "https://guild.example/evidence",
            "type": ["Evidence"],
            "audience": word("evidence-audience"),
            **{member: word(kind) for member, kind in evidence.items()},
        }
    ]
    named = {"narrative": "narrative", "licenseNumber": "licence", "role": "role", "term": "term"}
    subject |= {member: word(kind) for member, kind in named.items()}
    subject["identifier"] = [
        {
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": f"{word('learner-mail')}@school.example",
            "identityType": "emailAddress",
        }
    ]
    named = {"humanCode": "code", "fieldOfStudy": "field-of-study", "specialization": "specialization"}
    subject["achievement"] |= {member: word(kind) for member, kind in named.items()}
    subject["achievement"]["tag"] = [word("tag")]
    for alignment in subject["achievement"].get("alignment", ()):
        alignment["targetDescription"] = word("alignment-description")
        alignment["targetCode"] = word("alignment-code")
    return badge


def _hosted() -> dict[str, Any]:
    issuer = profile(name=word("hosted-issuer"))
    about = badge_class(name=word("hosted-name"), criteria={"narrative": word("hosted-criteria")}, issuer=issuer)
    recipient = {"type": "email", "hashed": False, "identity": f"{word('hosted-learner-mail')}@school.example"}
    return assertion(recipient=recipient, badge=about, narrative=word("endorsement"))


class Search:
    """A search for secrets in contents, in every spelling in which a program may have written them.

    Args:
        secrets: What to look for, by what it is: words, which hold `MARK` or are looked for one by one; keys.
    """

    def __init__(self, secrets: Mapping[str, str | bytes]) -> None:
        self.secrets = dict(secrets)
        self._marked = {name: secret for name, secret in secrets.items() if isinstance(secret, str) and MARK in secret}

    def hits(self, contents: Iterable[bytes]) -> Counter[str]:
        """Return how often each secret stands in some contents; those that do not are left out."""
        found: Counter[str] = Counter()
        for content in contents:
            near_marks = _near_marks(content)
            for name, secret in self.secrets.items():
                where = near_marks if name in self._marked else content
                found[name] += sum(where.count(way) for way in spellings(secret)) if where else 0
        return +found


def _near_marks(content: bytes) -> bytes:
    """Return what follows each mark in a content: every word that holds one, and little else."""
    starts = sorted(start for way in spellings(MARK) for start in _places_of(way, content))
    pieces, reached = [], 0
    for start in starts:
        end = start + _LONGEST
        pieces.append(content[max(start, reached) : end] if start < reached else b"\0" + content[start:end])
        reached = max(reached, end)
    return b"".join(pieces)


def _places_of(way: bytes, content: bytes) -> Iterator[int]:
    start = content.find(way)
    while start >= 0:
        yield start
        start = content.find(way, start + 1)


@cache
def spellings(secret: str | bytes) -> tuple[bytes, ...]:
    """Return a secret as bytes: in every encoding, in either case, in hex, and inside of base 64 at every offset."""
    if isinstance(secret, str):
        cases = {secret, secret.lower(), secret.upper(), secret.capitalize()}
        plain = [case.encode(encoding) for case in cases for encoding in _ENCODINGS]
        return tuple(dict.fromkeys([*plain, *_in_base64(secret.encode())]))
    spelt = (secret, secret.hex().encode(), secret.hex().upper().encode(), *_in_base64(secret))
    return tuple(dict.fromkeys(spelt))


def _in_base64(content: bytes) -> list[bytes]:
    """Return what of a content always stands in a base 64 text around it, for each offset it may have there."""
    found = []
    for offset in range(3):
        for encode in (base64.standard_b64encode, base64.urlsafe_b64encode):
            encoded = encode(bytes(offset) + content)
            first = -(-offset * 8 // 6)
            found.append(encoded[first : (offset + len(content)) * 8 // 6])
    return found
