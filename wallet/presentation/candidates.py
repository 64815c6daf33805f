"""Badges as a query sees them.

Source: OpenID4VP 1.0 appendix B (format identifiers, `vct_values`, `type_values`).
"""

from __future__ import annotations

from collections.abc import Sequence

from wallet.jsonld.contexts import editions
from wallet.jsonld.expansion import expand
from wallet.model.badge import BadgeId
from wallet.model.credential import Credential, Securing
from wallet.model.disclosure import Claim, Hiding
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.presentation.dcql_matching import Candidate

FORMATS = {Securing.SD_JWT: "dc+sd-jwt", Securing.EMBEDDED: "ldp_vc", Securing.JWT: "jwt_vc_json"}
"""The format identifiers of what can be presented."""

EVERY_TYPE = ("https://www.w3.org/2018/credentials#VerifiableCredential", "VerifiableCredential")
"""The type that every W3C credential has, in full and as it stands there."""

_SUBJECT_ID = "/credentialSubject/id"


def candidate_of(badge: BadgeId, credential: Credential, claims: Sequence[Claim], limits: Limits) -> Candidate:
    """Return a badge as a query sees it.

    Args:
        badge: The badge's id.
        credential: The badge.
        claims: What there is to show of it, as `claims_of` returns it.
        limits: Those it was read within.
    """
    hideable = {claim.pointer: claim.parent for claim in claims if claim.hiding is Hiding.CHOOSABLE}
    is_token = credential.source.securing is Securing.SD_JWT
    return Candidate(
        badge=badge,
        format=FORMATS.get(credential.source.securing, ""),
        claims=credential.claims,
        types=frozenset(credential.types) | _full_types(credential, limits),
        holder_bound="cnf" in credential.source.payload if is_token else credential.subject_id is not None,
        hideable=hideable,
        fixed=len(claims) - len(hideable),
        # Whom a presentation is signed by proves something only where it says whom the badge was issued to.
        always=frozenset({_SUBJECT_ID} & hideable.keys()) if not is_token else frozenset(),
    )


def _full_types(credential: Credential, limits: Limits) -> frozenset[str]:
    """Return a credential's types as IRIs (OpenID4VP 1.0, appendix B.1.1); none where its contexts are not at hand."""
    head = {name: credential.claims[name] for name in ("@context", "type") if name in credential.claims}
    if len(head) < len(("@context", "type")):
        return frozenset()
    try:
        expanded = expand(head, editions(head)[0], limits)
    except ProofError:
        # What cannot be expanded keeps its short names, which most requests use as well.
        return frozenset()
    return frozenset(name for node in expanded for name in node.get("@type", ()))
