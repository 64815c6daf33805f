"""Badges baked into SVG pictures.

Source: https://www.imsglobal.org/spec/ob/v3p0/#svg (OB 3.0 section 5.3.2)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wallet.model.checks import Code
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.limits import MIB, Limits

if TYPE_CHECKING:
    from lxml import etree

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
"""The `openbadges` namespace of Open Badges 3.0."""

_ASSERTION = "{http://openbadges.org}assertion"
_BADGES = (
    f"{{{NAMESPACE}}}credential",
    # Written by some tools, after the address of the specification.
    "{https://purl.imsglobal.org/spec/ob/v3p0}credential",
    _ASSERTION,
)
"""The element of Open Badges 3.0, under both addresses in use, and that of Open Badges 1 and 2."""

_CDATA_END = b"]]>"


def baked_text(picture: bytes, limits: Limits) -> bytes:
    """Return the badge inside an SVG: the token of `verify`, or the element's text without white space around.

    Args:
        picture: The whole file.
        limits: Bounds on size, and on the number and depth of elements.

    Raises:
        UnreadableError: MALFORMED, TOO_LARGE, TOO_COMPLEX; NOT_A_BADGE where none is in it, or it is no SVG;
            MORE_THAN_ONE, also where one element holds both a token and JSON.
    """
    found = list(_root(picture, limits).iter(*_BADGES))
    if not found:
        raise UnreadableError(Code.NOT_A_BADGE, "There is no badge in this picture.")
    texts = [text for element in found for text in _texts(element)]
    if len(found) > 1 or len(texts) > 1:
        raise UnreadableError(Code.MORE_THAN_ONE, "There is more than one badge in this picture.")
    return "".join(texts).encode()


def _texts(element: etree._Element) -> list[str]:
    text, token = (element.text or "").strip(), element.get("verify", "")
    if text and element.tag == _ASSERTION and "://" in token:
        # Open Badges baking 1.0: beside the JSON of a hosted badge, `verify` says where it is hosted.
        return [text]
    return [found for found in (text, token) if found]


def bake(picture: bytes, document: bytes, limits: Limits) -> bytes:
    """Return the SVG with a badge in it; a badge that was there is replaced.

    Args:
        picture: An SVG.
        document: UTF-8 JSON with an embedded proof, or a compact token.
        limits: Bounds on size, and on the number and depth of elements.

    Raises:
        UnreadableError: If the picture is no sound SVG.
        RefusedError: If the document cannot stand in XML.

    Source: OB 3.0 section 5.3.2.1: `openbadges:credential` first in `svg`; a token in `verify`, JSON in CDATA.
    """
    from lxml import etree  # noqa: PLC0415 (loaded only for SVG)

    root = _root(picture, limits)
    for element in list(root.iter(*_BADGES)):
        _remove(element)
    # The stubs deny a default namespace, whose prefix is None.
    namespaces: dict[str, str] = {**root.nsmap, "openbadges": NAMESPACE}  # type: ignore[dict-item]
    baked = etree.Element(root.tag, {str(name): str(value) for name, value in root.items()}, namespaces)
    baked.text = root.text
    baked.extend([_credential(document), *root])
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{_document_type(root)}'
    return (head + etree.tostring(baked, encoding="unicode")).encode()


def _document_type(root: etree._Element) -> str:
    doctype: str = _doc_info(root).doctype
    return f"{doctype}\n" if doctype else ""


def _doc_info(root: etree._Element) -> Any:
    return root.getroottree().docinfo


def _credential(document: bytes) -> etree._Element:
    from lxml import etree  # noqa: PLC0415 (loaded only for SVG)

    element = etree.Element(f"{{{NAMESPACE}}}credential", nsmap={"openbadges": NAMESPACE})
    try:
        if document.lstrip().startswith(b"{"):
            # In JSON ">" can only stand inside a text, where it may be escaped.
            element.text = etree.CDATA(document.replace(_CDATA_END, b"]]\\u003e").decode())
        else:
            element.set("verify", document.decode())
    except ValueError as error:
        raise RefusedError("This badge holds characters that cannot stand in an SVG picture.") from error
    return element


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _root(picture: bytes, limits: Limits) -> etree._Element:
    from lxml import etree  # noqa: PLC0415 (loaded only for SVG)

    if len(picture) > limits.svg_bytes:
        raise UnreadableError(Code.TOO_LARGE, f"The picture is larger than {limits.svg_bytes // MIB} MiB.")
    try:
        # Once to count, which keeps nothing, and once to keep what is known to be small.
        _check_bounds(picture, limits)
        root = etree.fromstring(picture, _parser(None))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(Code.MALFORMED, "This SVG picture is damaged: it is not well-formed XML.") from error
    if root.tag != f"{{{SVG_NAMESPACE}}}svg":
        raise UnreadableError(Code.NOT_A_BADGE, "This is no badge:", "it is XML, but no SVG picture.")
    _check_entities(root)
    return root


def _parser(target: Any) -> etree.XMLParser:
    from lxml import etree  # noqa: PLC0415 (loaded only for SVG)

    return etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _check_bounds(picture: bytes, limits: Limits) -> None:
    bounds = _Bounds(limits)
    parser = _parser(bounds)
    head, rest = picture[: limits.svg_prolog_bytes], picture[limits.svg_prolog_bytes :]
    parser.feed(head)
    if rest and not bounds.has_begun:
        # Declarations of attributes take time that grows as their square.
        raise UnreadableError(Code.MALFORMED, "This SVG picture is damaged:", "it does not begin where it should.")
    parser.feed(rest)
    parser.close()


class _Bounds:
    """Takes an XML document's parts as they are read, and refuses one that has too many, or too deep."""

    def __init__(self, limits: Limits) -> None:
        self.has_begun = False
        self._limits = limits
        self._depth = 0
        self._nodes = 0

    def start(self, _tag: str | bytes, attrib: Mapping[str, str] | Mapping[bytes, bytes]) -> None:
        """Count an element and its attributes."""
        self.has_begun = True
        self._count(1 + len(attrib))
        self._depth += 1
        if self._depth > self._limits.svg_depth:
            raise UnreadableError(
                Code.TOO_COMPLEX, f"The picture is nested deeper than {self._limits.svg_depth} levels."
            )

    def end(self, _tag: str | bytes) -> None:
        """Leave an element."""
        self._depth -= 1

    def data(self, _data: str | bytes) -> None:
        """Pass over a text: its size is bounded by the picture's."""

    def comment(self, _text: str | bytes) -> None:
        """Count a comment."""
        self._count(1)

    def pi(self, _target: str | bytes, _data: str | bytes | None) -> None:
        """Count a processing instruction."""
        self._count(1)

    def close(self) -> None:
        """End: nothing was kept."""

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > self._limits.svg_nodes:
            raise UnreadableError(Code.TOO_COMPLEX, f"The picture has more than {self._limits.svg_nodes} parts.")


def _check_entities(root: etree._Element) -> None:
    # A document type is common and harmless where nothing is loaded; entities of its own are neither.
    declared = _doc_info(root).internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableError(Code.MALFORMED, "This SVG picture declares entities, which are not read.")
