"""What a badge says, as claims that a person can choose from, and which of them its format can hide.

Source: RFC 9901 section 3.2 (what an SD-JWT discloses); DESIGN.md, section 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wallet.formats.disclosures import Placement, pointer_to
from wallet.formats.language import language_at, text_of
from wallet.formats.reader import extract, parse
from wallet.formats.sd_jwt import disclose, parse_sd_jwt, without_disclosures
from wallet.formats.wording import short_identifier, whole_line
from wallet.model.credential import Credential, DataModel, Securing
from wallet.model.disclosure import Claim, Hiding
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.presentation.derivable import choosable, is_derivable
from wallet.presentation.labels import Path, is_sensitive, label_of, names_in
from wallet.presentation.values import TECHNICAL, Wording
from wallet.words import Words, words_in

SUMMARY_POINTER = ""
"""The pointer of the claim that sums up what says which badge it is."""

_DEFAULT_LIMITS = Limits()
_SUMMED_UP = (
    *("@context", "type", "id", "issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate"),
    *("credentialStatus", "credentialSchema", "proof"),
    *("vct", "vct#integrity", "iss", "jti", "iat", "nbf", "exp", "cnf", "status"),
)
_BADGE_NAME = ("credentialSubject", "achievement", "name")
_NAMED = frozenset({"creator", "source", "image", "parentOrg"})
_SUBJECT = ("credentialSubject",)
_SUBJECT_ID = (*_SUBJECT, "id")


def claims_of(
    credential: Credential, limits: Limits = _DEFAULT_LIMITS, words: Words | None = None
) -> tuple[Claim, ...]:
    """Return every claim of a badge, the summary first, then in the order of the document.

    In an SD-JWT each disclosure is a claim that can be chosen, nested ones and array elements too; what the payload
    always shows is `ALWAYS_SHOWN`. So it is in a badge of which its holder can derive a part (`derivable`). Badges
    secured in other ways can only be shown whole.

    Args:
        credential: The badge.
        limits: Those it was read within.
        words: Those of whoever reads the values; None for English. Labels are English: `Words.label` translates them.
    """
    places = _places(credential, limits)
    hiding = Hiding.ALWAYS_SHOWN if credential.source.securing is Securing.SD_JWT else Hiding.WHOLE_ONLY
    in_parts = is_derivable(credential)
    always = _always_shown(credential, limits) if places else credential
    words = words or words_in()
    walk = _Walk(credential.claims, (places, hiding, always.name), words, in_parts=in_parts)
    claims = (_summary(always, hiding, words), *walk.inside(_said_by(credential), ()))
    return choosable(credential, claims) if in_parts else claims


def _places(credential: Credential, limits: Limits) -> dict[str, Placement]:
    if credential.source.securing is not Securing.SD_JWT or credential.disclosure_fault:
        return {}
    placements = disclose(parse_sd_jwt(credential.source.content, limits)).placements
    return {placement.pointer: placement for placement in placements}


def _said_by(credential: Credential) -> JsonObject:
    """Return a badge's claims without the seal of Blockcerts 2, which says nothing and which nobody signed."""
    if credential.data_model is not DataModel.BLOCKCERTS_2:
        return credential.claims
    from wallet.formats.blockcerts2 import SIGNATURE  # noqa: PLC0415 (start-up counts)

    return {name: value for name, value in credential.claims.items() if name != SIGNATURE}


def _always_shown(credential: Credential, limits: Limits) -> Credential:
    """Return what an SD-JWT says where nothing is disclosed: its name and dates may be claims to choose, too."""
    return parse(extract(without_disclosures(credential.source.content), limits), limits)


def _summary(credential: Credential, hiding: Hiding, words: Words) -> Claim:
    moments = (credential.valid_from, credential.valid_until)
    start, end = (words.day(moment) if moment else "" for moment in moments)
    dates = words.say("start_to_end", start=start, end=end) if start and end else start or end
    parts = (credential.name, credential.issuer_name or short_identifier(credential.issuer_id), dates)
    value = whole_line(", ".join(part for part in parts if part))
    return Claim(SUMMARY_POINTER, "Badge, issuer and dates", value, hiding, sensitive=False)


class _Walk:
    """One pass over a badge, from the outside in."""

    def __init__(
        self, badge: JsonObject, known: tuple[Mapping[str, Placement], Hiding, str], words: Words, *, in_parts: bool
    ) -> None:
        self._badge = badge
        self._places, self._fixed, self._name = known
        self._words = words
        self._wording = Wording(words)
        self._worded = self._wording.text if in_parts else self._wording.brief

    def inside(self, value: JsonValue, path: Path) -> Iterator[Claim]:
        """Yield the claims in an object or array."""
        for name, item in _children(value):
            inner = (*path, name)
            place = self._places.get(_pointer(inner))
            if place is not None:
                yield from self._chosen(item, inner, place.parent)
            elif _is_summed_up(names_in(inner)):
                yield from self._chosen_inside(item, inner)
            else:
                yield from self._shown(item, inner)

    def _chosen(self, value: JsonValue, path: Path, parent: str) -> Iterator[Claim]:
        inside = tuple(self._chosen_inside(value, path))
        said = whole_line(self._wording.text(value, _pointer(path), self._places.__contains__))
        yield self._claim(path, value, said or self._number_of(inside), Hiding.CHOOSABLE, parent)
        yield from inside

    def _chosen_inside(self, value: JsonValue, path: Path) -> Iterator[Claim]:
        """Yield only those claims inside a value that can be chosen on their own."""
        return (claim for claim in self.inside(value, path) if claim.hiding is Hiding.CHOOSABLE)

    def _shown(self, value: JsonValue, path: Path) -> Iterator[Claim]:
        if self._is_container(value, path):
            yield from self.inside(value, path)
            return
        said = whole_line(self._worded(value, _pointer(path), self._places.__contains__))
        if said and not (len(path) == 1 and said == self._name):
            yield self._claim(path, value, said, self._fixed)
        yield from self._chosen_inside(value, path)

    def _is_container(self, value: JsonValue, path: Path) -> bool:
        """Return whether a value is no claim itself but holds claims.

        Texts in several languages are one claim, and so is whoever or whatever is only named beside the holder.
        """
        if isinstance(value, list):
            return path == _SUBJECT
        if not isinstance(value, dict) or text_of(value):
            return False
        return path[-1] not in _NAMED or not self._wording.name_of(value, _pointer(path), self._places.__contains__)

    def _claim(self, path: Path, value: JsonValue, said: str, hiding: Hiding, parent: str = "") -> Claim:
        language = self._wording.language_of(value, language_at(self._badge, path))
        return Claim(_pointer(path), label_of(path), said, hiding, is_sensitive(path), parent, language)

    def _number_of(self, claims: Sequence[Claim]) -> str:
        return self._words.count("more_details", len(claims)) if claims else self._words.say("nothing")


def _pointer(path: Path) -> str:
    return "".join(pointer_to("", name) for name in path)


def _children(value: JsonValue) -> Iterator[tuple[str | int, JsonValue]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _is_summed_up(names: tuple[str, ...]) -> bool:
    if len(names) == 1:
        return names[0] in _SUMMED_UP
    return names == _BADGE_NAME or (names[-1] in TECHNICAL and names != _SUBJECT_ID)
