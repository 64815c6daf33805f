"""Two laptops: an owner's wallet with a badge of each suite that hides, and a checker who trusts their issuers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.presentation.issuing import LIMITS, SdJwtMaker, did, key, open_badge
from tests.simulators.bbs_issuer import BbsIssuer
from wallet.crypto.jwe import decrypt
from wallet.crypto.keys import KeySigner, KeyType, public_key_to_jwk
from wallet.jsonld.contexts import editions
from wallet.model.badge import BadgeId
from wallet.model.checks import Source
from wallet.model.clock import Clock
from wallet.model.disclosure import Selection
from wallet.model.evidence import EvidenceDocument, EvidenceKind, ListedIssuer
from wallet.model.report import Level, Policy, Report
from wallet.operations import answering, requesting
from wallet.operations.importing import Importer
from wallet.operations.inputs import Input
from wallet.operations.requesting import Wanted
from wallet.operations.sample_issuer import status_entry
from wallet.operations.samples import sample_holder
from wallet.operations.verifying import question
from wallet.operations.wallet import Wallet, create_wallet, own_badges
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023
from wallet.settings import Folders
from wallet.status.bitstring import MINIMUM_ENTRIES, encode_list
from wallet.trust.evidence import EvidenceSet
from wallet.trust.packs import EvidencePack

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PASSPHRASE = "a long passphrase"
SECRET = "Kastanienallee 12"
LISTS = ("https://status.example/school", "https://status.example/guild")
SUITES = {"sd-jwt": "/result", "ecdsa-sd-2023": "/credentialSubject/result", "bbs-2023": "/credentialSubject/result"}


class StoppedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        return self.time


@dataclass(frozen=True)
class Owner:
    """The owner's laptop."""

    wallet: Wallet
    ids: dict[str, BadgeId]

    def respond(self, request: Path, *names: str, shown: Sequence[str] | None = None) -> bytes:
        """Answer a request with some badges: with the least, or with what is to be shown."""
        ids = [self.ids[name] for name in names]
        proposal = answering.propose(self.wallet, answering.read(self.wallet, request), ids)
        chosen = None if shown is None else {badge: Selection(badge, frozenset(shown)) for badge in ids}
        return answering.answer(self.wallet, proposal, chosen).content


@dataclass(frozen=True)
class Checker:
    """The checker's laptop, with whom it trusts."""

    folder: Path
    clock: Clock
    pack: EvidencePack

    @property
    def request(self) -> Path:
        return self.folder / "r.json"

    def ask(self, *claims: str, signer: KeySigner | None = None, **wanted: str) -> Path:
        requesting.ask(self.request, Wanted(claims, **wanted), self.clock.now(), signer)
        return self.request

    def judge(self, answer: bytes, request: Path | None = None) -> Report:
        own = requesting.open_request(request or self.request, LIMITS)
        options = question(self.clock, self.clock.now(), Policy.CHECK, own.binding)
        evidence = EvidenceSet(self.pack.documents, self.pack.issuers)
        return requesting.verify_answer(Input("p", answer), own, evidence, options)

    def opened(self, answer: bytes, request: Path | None = None) -> bytes:
        return decrypt(answer, requesting.open_request(request or self.request, LIMITS).key, LIMITS)


def set_up(home: Path, clock: Clock) -> tuple[Owner, EvidencePack]:
    """Fill the owner's wallet with one badge of each suite; return it, and what a checker trusts."""
    wallet = create_wallet(Folders(home / "v", home / "p", home / "c"), PASSPHRASE, clock, LIMITS)
    holder = sample_holder(wallet)
    academy, school, guild = key(), key(KeyType.P256), BbsIssuer("Guild")
    made = {
        "sd-jwt": sd_jwt(academy, public_key_to_jwk(holder.public_key)),
        "ecdsa-sd-2023": ecdsa_sd(school, derivable(open_badge(school, None), holder.did, LISTS[0])),
        "bbs-2023": bbs(guild, derivable(guild.badge(), holder.did, LISTS[1])),
    }
    lists = (ecdsa_sd(school, unmarked_list(did(school), LISTS[0])), bbs(guild, unmarked_list(guild.id, LISTS[1])))
    importer = Importer(wallet, EvidenceSet(), own_badges(wallet))
    results = {name: importer.add(Input(name, data))[0] for name, data in made.items()}
    ids = {name: result.badge.id for name, result in results.items() if result.badge}
    return Owner(wallet, ids), trusting([did(academy), did(school), guild.id], lists, clock.now())


def trusting(issuers: Sequence[str], lists: Sequence[bytes], at: datetime) -> EvidencePack:
    """A pack that vouches for some issuers, with their lists."""
    expires = at + timedelta(days=30)
    listed = [ListedIssuer(issuer, "An issuer", Level.PRODUCTION, "A list", expires, Source.PACK) for issuer in issuers]
    documents = [
        EvidenceDocument(address, EvidenceKind.STATUS_LIST, data, at, Source.PACK, "A pack", expires)
        for address, data in zip(LISTS, lists, strict=True)
    ]
    return EvidencePack("A pack", at, expires, 1, tuple(documents), tuple(listed))


def sd_jwt(issuer: KeySigner, holder: dict[str, str]) -> bytes:
    maker = SdJwtMaker()
    hidden = maker.hide(given_name="Maya", birthdate="2001-05-17", street=SECRET, result="87 %")
    shown = {"iss": did(issuer), "vct": "https://academy.example/badge", "iat": 1_700_000_000, "exp": 1_900_000_000}
    return maker.token({**shown, "cnf": {"jwk": holder}, "name": "Safety", **hidden}, issuer)


def derivable(document: dict[str, Any], holder: str, status_list: str) -> dict[str, Any]:
    """A badge of which nothing is hidden that decides whether it still holds."""
    document["credentialSubject"] |= {"id": holder, "result": [{"type": ["Result"], "value": "87 %"}]}
    document["evidence"] = [{"type": ["Evidence"], "name": SECRET}]
    return {
        **document,
        "validUntil": "2036-01-01T00:00:00Z",
        "credentialStatus": status_entry(status_list, "revocation", 7),
    }


def unmarked_list(issuer: str, address: str) -> dict[str, Any]:
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": "2026-11-24T08:00:00Z",
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode_list(MINIMUM_ENTRIES, frozenset()),
        },
    }


def ecdsa_sd(issuer: KeySigner, document: dict[str, Any]) -> bytes:
    options = {"created": "2026-01-01T00:00:00Z", "proofPurpose": "assertionMethod"}
    proof = ECDSA_SD_2023.sign(document, options, issuer, editions(document)[-1], LIMITS)
    return json.dumps({**document, "proof": proof}).encode()


def bbs(issuer: BbsIssuer, document: dict[str, Any]) -> bytes:
    always = [f"/{name}" for name in ("issuer", "validFrom", "validUntil", "credentialStatus") if name in document]
    return json.dumps({**document, "proof": issuer.base_proof(document, always)}).encode()
