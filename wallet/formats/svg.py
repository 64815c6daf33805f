"""Badges baked into SVG pictures.

Source: https://www.imsglobal.org/spec/ob/v3p0/#svg (OB 3.0 section 5.3.2)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wallet.model.checks import Code
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.limits import Limits

if TYPE_CHECKING:
    from lxml import etree

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
"""The `openbadges` namespace of Open Badges 3.0."""

_BADGES = (
    f"{{{NAMESPACE}}}credential",
    # Written by some tools, after the address of the specification.
    "{https://purl.imsglobal.org/spec/ob/v3p0}credential",
    "{http://openbadges.org}assertion",
)
"""The element of Open Badges 3.0, under both addresses in use, and that of Open Badges 1 and 2."""

_CDATA_END = b"]]>"


def baked_text(picture: bytes, limits: Limits) -> bytes:
    """Return the badge inside an SVG: the token of `verify`, or the element's text without white space around.

    Args:
        picture: The whole file.
        limits: Bounds on the depth of elements.

    Raises:
        UnreadableError: MALFORMED, TOO_COMPLEX; NOT_A_BADGE where none is in it, or it is no SVG; MORE_THAN_ONE.
    """
    found = list(_root(picture, limits).iter(*_BADGES))
    if not found:
        raise UnreadableError(Code.NOT_A_BADGE, "There is no badge in this picture.")
    if len(found) > 1:
        raise UnreadableError(Code.MORE_THAN_ONE, "There is more than one badge in this picture.")
    text = found[0].text or ""
    return (text.strip() or found[0].get("verify", "")).encode()


def bake(picture: bytes, document: bytes, limits: Limits) -> bytes:
    """Return the SVG with a badge in it; a badge that was there is replaced.

    Args:
        picture: An SVG.
        document: UTF-8 JSON with an embedded proof, or a compact token.
        limits: Bounds on the depth of elements.

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

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(picture, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(Code.MALFORMED, "This SVG picture is damaged: it is not well-formed XML.") from error
    if root.tag != f"{{{SVG_NAMESPACE}}}svg":
        raise UnreadableError(Code.NOT_A_BADGE, "This is no badge:", "it is XML, but no SVG picture.")
    _check_entities(root)
    _check_depth(root, limits)
    return root


def _check_entities(root: etree._Element) -> None:
    # A document type is common and harmless where nothing is loaded; entities of its own are neither.
    declared = _doc_info(root).internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableError(Code.MALFORMED, "This SVG picture declares entities, which are not read.")


def _check_depth(root: etree._Element, limits: Limits) -> None:
    level = [root]
    for _ in range(limits.svg_depth):
        level = [child for element in level for child in element]
        if not level:
            return
    raise UnreadableError(Code.TOO_COMPLEX, f"The picture is nested deeper than {limits.svg_depth} levels.")
