"""The evidence that a badge names, part by part.

Sources: https://www.imsglobal.org/spec/ob/v3p0/ (class Evidence); Open Badges 2.0 (Evidence);
https://europa.eu/europass/elm-browser/documentation/rdf/ap/edc/documentation/ (class Evidence)
"""

from __future__ import annotations

from wallet.formats.kinds import is_european
from wallet.formats.language import text_of
from wallet.formats.members import first_object, identifier, items, string
from wallet.formats.wording import one_line
from wallet.model.badge import Piece
from wallet.model.json_types import JsonObject

_MOST_SHOWN = 200
"""Most pieces shown of one badge; real ones have a dozen."""


def pieces_of(claims: JsonObject) -> tuple[Piece, ...]:
    """Return each piece of evidence; one that is only an address has only that."""
    found = [item for item in items(claims.get("evidence")) if isinstance(item, str | dict)][:_MOST_SHOWN]
    read = _european_piece if is_european(claims) else _piece
    return tuple(read(item if isinstance(item, dict) else {"id": item}) for item in found)


def _piece(item: JsonObject) -> Piece:
    return Piece(
        name=one_line(text_of(item.get("name"))),
        genre=one_line(text_of(item.get("genre"))),
        description=text_of(item.get("description")),
        narrative=text_of(item.get("narrative")),
        address=string(item.get("id")),
    )


def _european_piece(item: JsonObject) -> Piece:
    return Piece(
        name=one_line(text_of(item.get("title"))),
        genre=one_line(text_of(first_object(item.get("dcType")).get("prefLabel"))),
        description=text_of(item.get("description")),
        narrative=text_of(item.get("evidenceStatement")),
        address=identifier(item),
    )
