"""Presentations: the bytes that leave, for what was chosen and nothing else.

One SD-JWT leaves as itself, with the chosen disclosures. Everything else leaves as a verifiable presentation in JSON,
badges side by side: the part that was chosen where the issuer's proof allows for parts, the whole badge otherwise.

In answer to a request, the holder signs: an SD-JWT with a key binding JWT, a presentation with a proof over nonce and
audience. Without a request it is a copy to share, which proves what was issued and not who shows it; a presentation
is then signed only by the one that every badge in it was issued to, since any other signature would prove nothing and
give an identifier away. Only such a signature carries the copy's end; of any other copy the owner alone knows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from wallet.dids.methods import did_of
from wallet.formats.reader import extract, parse
from wallet.formats.sd_jwt import parse_sd_jwt
from wallet.formats.sd_jwt_selection import with_only
from wallet.formats.wording import short_identifier
from wallet.model.credential import Credential, DataModel, Securing
from wallet.model.disclosure import Copy, DisclosedBadge, Presentation, PresentationRequest, Selection
from wallet.model.errors import RefusedError
from wallet.model.limits import Limits
from wallet.model.report import Kind
from wallet.model.signer import Signer
from wallet.presentation import vcdm_presentation
from wallet.presentation.claims import claims_of
from wallet.presentation.derivable import is_derivable, part_of
from wallet.presentation.disclosing import disclose
from wallet.presentation.key_binding import bind
from wallet.presentation.traces import countable, holder_trace, traces_of

_JWT = "application/vc+jwt"
_SD_JWT_VC = "application/dc+sd-jwt"
_SD_JWT_OF_VCDM = "application/vc+sd-jwt"
_PRESENTATION = "application/vp"
_NAMELESS = "Badge"
"""What a badge is called whose name is kept back, or that has none."""

Item = tuple[Credential, Selection]


def present(
    items: Sequence[Item],
    request: PresentationRequest | Copy | None,
    signer: Signer | None,
    at: datetime,
    limits: Limits,
) -> Presentation:
    """Build a presentation.

    Args:
        items: The badges with what is chosen of each, in the order in which they are shown.
        request: What it is bound to; a copy, or None, where it answers nobody.
        signer: The holder's key, named by a did:key; None where a copy is to be signed by nobody.
        at: When it is made.
        limits: Those the badges were read within.

    Returns:
        The bytes, and what the receiver will see of each badge.

    Raises:
        RefusedError: If nothing is chosen or too much, a chosen detail is none, a badge cannot be shown, or the holder
            cannot sign for it.
        UnreadableError: If the whole is too large or too deep.
    """
    _check_items(items, limits)
    if not isinstance(request, PresentationRequest):
        return _copy(items, request or Copy(), signer, at, limits)
    if signer is None:
        raise RefusedError("A request can only be answered with a key.", remedy="Share a copy instead.")
    _check_request(request)
    return _answer(items, request, signer, at, limits)


def _copy(items: Sequence[Item], copy: Copy, signer: Signer | None, at: datetime, limits: Limits) -> Presentation:
    parts = [_chosen(item, b"", limits) for item in items]
    made = replace(_unfinished(items, parts, at, limits), until=copy.until)
    if _stands_alone(items):
        return replace(made, content=parts[0])
    if signer is not None and _all_issued_to(signer, items):
        return _signed(made, _inside(items, parts), copy, signer, limits)
    return replace(made, content=vcdm_presentation.unsigned(_inside(items, parts)))


def _answer(
    items: Sequence[Item], request: PresentationRequest, signer: Signer, at: datetime, limits: Limits
) -> Presentation:
    parts = [_chosen(item, request.nonce.encode(), limits) for item in items]
    made = replace(_unfinished(items, parts, at, limits), bound=True)
    bound = [
        bind(part, request, signer, at, limits) if _is_sd_jwt(credential) else part
        for part, (credential, _) in zip(parts, items, strict=True)
    ]
    if _stands_alone(items):
        return replace(made, content=bound[0])
    return _signed(made, _inside(items, bound), request, signer, limits)


def _unfinished(items: Sequence[Item], parts: Sequence[bytes], at: datetime, limits: Limits) -> Presentation:
    """Return what will be seen in a presentation, before its bytes are there."""
    badges = tuple(_seen(item, part, limits) for item, part in zip(items, parts, strict=True))
    media_type, suffix = (_media_type(items[0][0]), ".sd-jwt") if _stands_alone(items) else (_PRESENTATION, ".json")
    return Presentation(b"", media_type, suffix, badges, bound=False, created=at)


def _signed(
    made: Presentation, credentials: Sequence[str], request: PresentationRequest | Copy, signer: Signer, limits: Limits
) -> Presentation:
    """Return a presentation that its holder signs, whose key is seen with every badge."""
    content = vcdm_presentation.signed(credentials, request, signer, made.created, limits)
    key = holder_trace(signer.verification_method)
    badges = tuple(replace(badge, traces=tuple(dict.fromkeys([*badge.traces, key]))) for badge in made.badges)
    return replace(made, content=content, badges=badges, until_is_signed=made.until is not None)


def _seen(item: Item, part: bytes, limits: Limits) -> DisclosedBadge:
    """Return what is seen of a badge: its claims, and what else the bytes that leave tell."""
    credential, choice = item
    badge = disclose(choice.badge, credential, choice.pointers, limits)
    shown = parse(extract(part, limits), limits)
    traces = traces_of(shown, limits, is_derived=is_derivable(credential))
    return replace(
        badge,
        name=shown.name or _NAMELESS,
        traces=traces,
        countable=countable(shown, limits),
        issuer=shown.issuer_name or short_identifier(shown.issuer_id),
        valid_from=shown.valid_from,
        valid_until=shown.valid_until,
    )


def _chosen(item: Item, header: bytes, limits: Limits) -> bytes:
    """Return a badge's own bytes without what was not chosen.

    An issuer's proof that parts are derived from holds the key to all of them, and never leaves.
    """
    credential, choice = item
    if is_derivable(credential):
        return part_of(credential, claims_of(credential, limits), choice.pointers, header, limits)
    if not _is_sd_jwt(credential):
        return credential.source.content
    return with_only(parse_sd_jwt(credential.source.content, limits), choice.pointers)


def _inside(items: Sequence[Item], documents: Sequence[bytes]) -> list[str]:
    """Return each badge as it goes into a presentation: JSON as it is, a token in an envelope."""
    return [
        document.decode()
        if credential.source.securing is Securing.EMBEDDED
        else vcdm_presentation.enveloped(document, _media_type(credential))
        for (credential, _), document in zip(items, documents, strict=True)
    ]


def _media_type(credential: Credential) -> str:
    if credential.source.securing is Securing.JWT:
        return _JWT
    return _SD_JWT_VC if credential.data_model is DataModel.SD_JWT_VC else _SD_JWT_OF_VCDM


def _stands_alone(items: Sequence[Item]) -> bool:
    return len(items) == 1 and _is_sd_jwt(items[0][0])


def _is_sd_jwt(credential: Credential) -> bool:
    return credential.source.securing is Securing.SD_JWT


def _all_issued_to(signer: Signer, items: Sequence[Item]) -> bool:
    holder = did_of(signer.verification_method)
    return all(credential.subject_id == holder for credential, _ in items)


def _check_request(request: PresentationRequest) -> None:
    try:
        f"{request.nonce}{request.audience}".encode()
    except UnicodeEncodeError as error:
        raise RefusedError("The request cannot be answered.", "Its nonce or audience is no valid text.") from error


def _check_items(items: Sequence[Item], limits: Limits) -> None:
    if not items:
        raise RefusedError("Nothing was chosen to show.", remedy="Choose a badge.")
    if len(items) > limits.presented:
        raise RefusedError(f"More than {limits.presented} badges do not go into one presentation.")
    for credential, _ in items:
        if credential.kind is not Kind.CREDENTIAL:
            raise RefusedError("Only badges can be presented.", "One of those chosen is something else.")
        if credential.source.securing is Securing.JADES:
            raise RefusedError("A sealed credential cannot go into a presentation.", remedy="Send its file.")
        if credential.data_model in (DataModel.OB_1, DataModel.OB_2, DataModel.BLOCKCERTS_2):
            raise RefusedError("An Open Badge of version 1 or 2 cannot be presented.", remedy="Send its file.")
        if credential.disclosure_fault:
            why = credential.disclosure_fault.detail
            raise RefusedError("This badge cannot be shown in part or bound to a request.", why)
