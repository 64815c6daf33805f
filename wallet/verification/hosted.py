"""Hosted verification of Open Badges: what stands at an assertion's own address is the truth.

Which addresses are an issuer's, its profile says.

Source: https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html (sections "HostedBadge Verification"
and "VerificationObject")
"""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from urllib.parse import unquote

from wallet.formats.members import first_object, string, strings
from wallet.formats.ob2 import host_of, hosted_at, is_web_address
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.verification.case import Case
from wallet.verification.linked import Chain, chain_of, check_not_withdrawn, check_profile_age, content_of, newest
from wallet.verification.words import minute

_REASON = "revocationReason"
_OF_WITHDRAWAL = frozenset({"revoked", _REASON})
_NO_KEY = "A hosted badge has no signature; its address stands for it."


def check_hosted(case: Case) -> Chain | None:
    """Run every check of a hosted assertion.

    Returns:
        The documents it leads to; None where they are not at hand.
    """
    findings = case.findings
    for check_id in (CheckId.KEY_STRENGTH, CheckId.PROOF_PURPOSE, CheckId.PROOF_TIME, CheckId.CANONICAL_LOSSLESS):
        findings.not_applicable(check_id, _NO_KEY)
    address = hosted_at(case.credential.claims)
    if not address:
        findings.unknown(CheckId.PROOF_PRESENT, Code.PROOF_MISSING, "It does not say where it is hosted.")
        return None
    findings.passed(CheckId.PROOF_PRESENT, "It says where its issuer hosts it.")
    findings.passed(CheckId.PROOF_SUITE, "It is proved by the copy at its own address.")
    _check_copy(case, address)
    chain = findings.attempt(CheckId.ISSUER_KEY, lambda: chain_of(case, case.credential.claims))
    if chain is not None:
        check_profile_age(case, chain.documents)
        findings.attempt(CheckId.ISSUER_BINDING, lambda: _check_scope(case, address, chain))
    return chain


def _check_copy(case: Case, address: str) -> None:
    """Record `proof.signature` and `status` by the copy that was last seen at the address."""
    document = newest(case, EvidenceKind.ASSERTION, address)
    if document is None:
        is_later = case.evidence.only_later(EvidenceKind.ASSERTION, address)
        code = Code.NOT_AS_OF if is_later else Code.HOSTED_COPY_UNAVAILABLE
        when = "was saved only after the time asked about" if is_later else "is not on this computer"
        _not_seen(case, code, f"The copy that its issuer hosts {when}.")
        return
    copy = content_of(case, document)
    if copy is None:
        _not_seen(case, Code.HOSTED_COPY_UNAVAILABLE, "What was saved from its address cannot be read.")
        return
    is_withdrawn = copy.get("revoked", False) is not False
    _compare(case, copy, document, is_withdrawn=is_withdrawn)
    if is_withdrawn:
        case.findings.failed(CheckId.STATUS, Code.REVOKED, "The issuer has withdrawn this badge.")
        case.findings.evidence(CheckId.STATUS, document.fetched, document.source)
    else:
        check_not_withdrawn(case, document, "Hosted, last seen")


def _not_seen(case: Case, code: Code, detail: str) -> None:
    case.findings.unknown(CheckId.PROOF_SIGNATURE, code, detail)
    case.findings.unknown(CheckId.STATUS, code, detail)


def _compare(case: Case, copy: JsonObject, document: EvidenceDocument, *, is_withdrawn: bool) -> None:
    findings, seen = case.findings, minute(document.fetched)
    claims = case.credential.claims
    # A reason is nobody's but the site's, unless there is something to give it for.
    is_told_why = not is_withdrawn and claims.get("revoked", False) is False and _REASON in claims
    left_out = _OF_WITHDRAWAL - {_REASON} if is_told_why else _OF_WITHDRAWAL
    if _said(copy, left_out) == _said(claims, left_out):
        findings.passed(CheckId.PROOF_SIGNATURE, f"Its issuer's site showed this very badge, last seen {seen}.")
    elif is_withdrawn:
        # Section "Revoking Hosted Assertions": the content may be taken away.
        detail = "Its issuer's site shows another content now."
        findings.unknown(CheckId.PROOF_SIGNATURE, Code.HOSTED_COPY_DIFFERS, detail)
    else:
        detail = f"Its issuer's site shows another content, last seen {seen}."
        findings.failed(CheckId.PROOF_SIGNATURE, Code.HOSTED_COPY_DIFFERS, detail)
    findings.evidence(CheckId.PROOF_SIGNATURE, document.fetched, document.source)


def _said(claims: JsonObject, left_out: AbstractSet[str]) -> str:
    """Return what an assertion says, as one text that is the same for the same JSON value; 1, 1.0 and true differ."""
    return json.dumps({name: value for name, value in claims.items() if name not in left_out}, sort_keys=True)


def _check_scope(case: Case, address: str, chain: Chain) -> None:
    """Record `issuer.binding`: the address is one that the issuer's profile claims (section "VerificationObject")."""
    policy = first_object(chain.issuer.content.get("verification"))
    if string(policy.get("verificationProperty")) not in {"", "id", "@id"}:
        raise ProofError(
            CheckId.ISSUER_BINDING,
            Code.SUITE_UNSUPPORTED,
            "The issuer tells its badges apart by something other than their addresses.",
            Outcome.UNKNOWN,
        )
    if not _in_scope(policy, address, chain):
        raise ProofError(
            CheckId.ISSUER_BINDING, Code.ISSUER_MISMATCH, "It is hosted at an address that its issuer does not claim."
        )
    case.findings.passed(CheckId.ISSUER_BINDING, "It is hosted at an address that its issuer claims.")


def _in_scope(policy: JsonObject, address: str, chain: Chain) -> bool:
    if _climbs(address) or _climbs(chain.badge.id):
        return False
    if "startsWith" not in policy and "allowedOrigins" not in policy:
        # Section "HostedBadge Verification": assertion and badge class stand where the issuer's profile does.
        own = host_of(chain.issuer.id)
        return host_of(address) == own and (not chain.badge.id or host_of(chain.badge.id) == own)
    begins = "startsWith" not in policy or any(_begins(address, start) for start in strings(policy["startsWith"]))
    origins = {_origin(origin) for origin in strings(policy.get("allowedOrigins"))}
    return begins and ("allowedOrigins" not in policy or host_of(address) in origins)


_MOST_DECODINGS = 3


def _climbs(address: str) -> bool:
    """Return whether an address leads elsewhere than it reads: `..` in a path is resolved (RFC 3986 section 5.2.4)."""
    path = address
    for _ in range(_MOST_DECODINGS):
        path = unquote(path)
    parts = path.replace("\\", "/").split("?", 1)[0].split("#", 1)[0].split("/")
    return not {".", ".."}.isdisjoint(parts)


def _begins(address: str, start: str) -> bool:
    # `https://school.example` must not let `https://school.example.evil.example` in.
    return address.startswith(start) and host_of(address) == host_of(start)


def _origin(stated: str) -> str:
    """Return the host of an allowed origin: a bare host as the standard says, or an address, as some write."""
    return host_of(stated) if is_web_address(stated) else host_of(f"https://{stated}")
