"""The forms in which a presentation leaves as a file: which are possible, why others are not, and their bytes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from wallet.formats import png, svg
from wallet.formats.reader import extract, parse
from wallet.model.credential import Credential, Securing
from wallet.model.disclosure import Presentation
from wallet.model.errors import RefusedError
from wallet.model.limits import Limits
from wallet.model.report import Kind
from wallet.operations.wallet import Wallet
from wallet.presentation.vcdm_presentation import enveloped, unsigned
from wallet.words import words_in

_SEALED = "application/jwt"
_PRESENTATION = "application/vp"
_OPEN_BADGES = frozenset({"OpenBadgeCredential", "AchievementCredential"})


class Form(StrEnum):
    """What a presentation can leave as.

    Attributes:
        NATURAL: As it was made: ``.sd-jwt``, ``.json``, or ``.jwt`` where it is sealed to the one who asked.
        SD_JWT: One SD-JWT.
        VP: A verifiable presentation in JSON.
        PNG: One badge in a PNG picture (Open Badges 3.0 section 5.3.1).
        SVG: One badge in an SVG picture (Open Badges 3.0 section 5.3.2).
        PDF: A document that a person reads, with the presentation attached.
    """

    NATURAL = "natural"
    SD_JWT = "sd-jwt"
    VP = "vp"
    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that leaves.

    Attributes:
        content: Its bytes.
        media_type: What they are.
        suffix: The ending of its name, with its dot.
    """

    content: bytes
    media_type: str
    suffix: str


_BY_SUFFIX = {".sd-jwt": Form.SD_JWT, ".png": Form.PNG, ".svg": Form.SVG, ".pdf": Form.PDF}


def form_for(path: Path) -> Form:
    """Return the form that a file's name asks for: that of its ending, or else the natural one."""
    return _BY_SUFFIX.get(path.suffix.lower(), Form.NATURAL)


def forms_of(presentation: Presentation) -> dict[Form, str]:
    """Return every form, each with the reason why it is not possible, as a sentence; empty where it is."""
    sealed = _why_sealed(presentation)
    in_picture = sealed or _why_not_in_picture(presentation)
    return {
        Form.NATURAL: "",
        Form.SD_JWT: sealed or _why_no_sd_jwt(presentation),
        Form.VP: sealed or _why_no_vp(presentation),
        Form.PNG: in_picture,
        Form.SVG: in_picture,
        Form.PDF: sealed,
    }


def written(wallet: Wallet, presentation: Presentation, form: Form) -> Written:
    """Return the file that a presentation leaves as.

    What stands in it is read from the presentation's own bytes, so that nothing is in it that does not leave anyway. A
    document for people is in the owner's language; what the badge says stays in its own.

    Args:
        wallet: The wallet that the badges are in.
        presentation: What leaves.
        form: As what.

    Raises:
        RefusedError: Where that form is not possible.
        SandboxUnavailableError: Where the badge's picture cannot be opened.
    """
    check_possible(presentation, form)
    return _WRITERS[form](wallet, presentation)


def check_possible(presentation: Presentation, form: Form) -> None:
    """Refuse a form that is not possible.

    Raises:
        RefusedError: With the reason.
    """
    if why := forms_of(presentation)[form]:
        raise RefusedError(f"This cannot leave as {form.upper()}.", why, "Choose another form.")


def _as_made(_wallet: Wallet, presentation: Presentation) -> Written:
    return Written(presentation.content, presentation.media_type, presentation.suffix)


def _as_vp(wallet: Wallet, presentation: Presentation) -> Written:
    if presentation.media_type == _PRESENTATION:
        return _as_made(wallet, presentation)
    envelope = enveloped(presentation.content, presentation.media_type)
    return Written(unsigned([envelope]), _PRESENTATION, ".json")


def _as_png(wallet: Wallet, presentation: Presentation) -> Written:
    from wallet.export.pictures import png_of  # noqa: PLC0415 (start-up counts)
    from wallet.operations.badge_pictures import artwork, drawn, own_picture  # noqa: PLC0415

    (credential,) = _leaving(presentation, wallet.limits)
    picture = own_picture(wallet, credential, presentation.badges[0]) or drawn(artwork(credential), wallet.limits)
    return Written(png.bake(png_of(picture), credential.source.content, wallet.limits), "image/png", ".png")


def _as_svg(wallet: Wallet, presentation: Presentation) -> Written:
    from wallet.export.pictures import svg_of  # noqa: PLC0415 (start-up counts)
    from wallet.operations.badge_pictures import artwork, own_picture  # noqa: PLC0415

    (credential,) = _leaving(presentation, wallet.limits)
    picture = own_picture(wallet, credential, presentation.badges[0])
    drawing = artwork(credential) if picture is None else svg_of(picture)
    return Written(svg.bake(drawing, credential.source.content, wallet.limits), "image/svg+xml", ".svg")


def _as_pdf(wallet: Wallet, presentation: Presentation) -> Written:
    from wallet.export.presentation_pdf import MEDIA_TYPE, presentation_pdf  # noqa: PLC0415 (start-up counts)
    from wallet.operations.paper import on_paper  # noqa: PLC0415

    words = words_in(wallet.languages)
    shown = on_paper(wallet, presentation, _leaving(presentation, wallet.limits), words)
    return Written(presentation_pdf(shown, words), MEDIA_TYPE, ".pdf")


_WRITERS = {
    Form.NATURAL: _as_made,
    Form.SD_JWT: _as_made,
    Form.VP: _as_vp,
    Form.PNG: _as_png,
    Form.SVG: _as_svg,
    Form.PDF: _as_pdf,
}


def _leaving(presentation: Presentation, limits: Limits) -> list[Credential]:
    """Return the badges in a presentation, read from its bytes."""
    whole = parse(extract(presentation.content, limits), limits)
    if whole.kind is not Kind.PRESENTATION:
        return [whole]
    return [parse(document, limits) for document in whole.presented]


def _why_sealed(presentation: Presentation) -> str:
    if presentation.media_type != _SEALED:
        return ""
    return "It is sealed to the one who asked, and nobody else can open it."


def _why_no_sd_jwt(presentation: Presentation) -> str:
    if presentation.media_type.endswith("sd-jwt"):
        return ""
    if len(presentation.badges) > 1:
        return "An SD-JWT holds one badge."
    return "The issuer did not make this badge as an SD-JWT, and nobody else can."


def _why_no_vp(presentation: Presentation) -> str:
    if presentation.media_type == _PRESENTATION or not presentation.bound:
        return ""
    return "The answer to a request was signed as it is, and would not hold in another form."


def _why_not_in_picture(presentation: Presentation) -> str:
    """Source: Open Badges 3.0 section 5.3: pictures hold one badge, with a proof inside or as a compact JWS."""
    if presentation.bound:
        return "A picture holds a badge, not the answer to a request."
    if len(presentation.badges) > 1:
        return "A picture holds one badge."
    (credential,) = _leaving(presentation, Limits())
    if credential.source.securing is Securing.SD_JWT:
        return "Pictures hold badges with their proof inside or as a plain JWT; this one is an SD-JWT."
    if not _OPEN_BADGES.intersection(credential.types):
        return "Pictures hold Open Badges, and this is a credential of another kind."
    return "" if credential.proofs or credential.source.securing is Securing.JWT else "There is no proof in it."
