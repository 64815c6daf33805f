"""Documents set by typst: the one door to it. What stands in them is data, never markup.

A template of ours reads its data as JSON; nothing in the data is evaluated. Files are looked for in the folder of the
templates alone, and templates import no packages, so that nothing is read elsewhere and nothing is fetched. Each
document is a tagged PDF/A-3a and PDF/UA-1, so it carries its fonts and can be read aloud; a template that breaks a rule
of either is a mistake of ours and sets nothing.

Source: https://typst.app/docs/reference/pdf/, ISO 19005-3 (PDF/A-3), ISO 14289-1 (PDF/UA-1)
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, cast

from wallet import resources

if TYPE_CHECKING:
    from typst import PDFStandard, TypstError

Data: TypeAlias = "str | bytes | int | bool | Sequence[Data] | Mapping[str, Data] | None"
"""What a template is given: JSON, and bytes that reach it as arrays of numbers."""

MISSING = "\N{WHITE SQUARE}"
"""Stands for a character that no font has; the template is told, in `missing`, that there is one."""

_STANDARDS: list[PDFStandard] = ["a-3a", "ua-1"]
_UNDRAWABLE = re.compile(
    r'^error: [^"`\n]*(?:the text|contains the (?:disallowed )?codepoint) `"((?:[^"\\]|\\.)*)"`', re.MULTILINE
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_SHORT_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def typeset(template: str, data: Mapping[str, Data], at: datetime) -> bytes:
    """Return a document as PDF.

    Our own fonts come first. Those of the computer and of typst are asked only for what ours do not have; a character
    that none has, or that PDF/A forbids, becomes `MISSING`.

    Args:
        template: The template's name, such as ``presentation``.
        data: What it says.
        at: When the document is made.

    Raises:
        TypstError: Where the template is at fault.
        TypstWarning: Likewise.
    """
    from typst import TypstError  # noqa: PLC0415 (80 MB of code)

    missing: frozenset[str] = frozenset()
    with_all_fonts = False
    while True:
        try:
            return _compiled(template, _as_json(data, missing), at, with_all_fonts)
        except TypstError as error:
            found = _undrawable(error)
            if not found or found <= missing:
                raise
        if with_all_fonts:
            missing |= found
        with_all_fonts = True


def _compiled(template: str, data: str, at: datetime, with_all_fonts: bool) -> bytes:
    from typst import Compiler, Fonts  # noqa: PLC0415 (80 MB of code)

    folder, moment = resources.path("typst"), at.replace(microsecond=0)
    compiler = Compiler(
        resources.read_bytes("typst", f"{template}.typ"),
        root=folder,
        font_paths=Fonts(with_all_fonts, with_all_fonts, [resources.path("fonts")]),
        sys_inputs={"data": data},
        # Templates import none; these keep packages that others put on this computer out of reach, too.
        package_path=folder,
        package_cache_path=folder,
    )
    document, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=_STANDARDS, timestamp=moment)
    if warnings:
        raise warnings[0]
    return cast("bytes", document)  # a list is only ever made of pictures of the pages


def _as_json(data: Mapping[str, Data], missing: frozenset[str]) -> str:
    return json.dumps(_readable({**data, "missing": bool(missing)}, sorted(missing, key=len, reverse=True)))


def _readable(value: Data, missing: Sequence[str]) -> Data:
    if isinstance(value, str):
        return _without(value, missing)
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, Mapping):
        return {name: _readable(inner, missing) for name, inner in value.items()}
    if isinstance(value, Sequence):
        return [_readable(inner, missing) for inner in value]
    return value


def _without(text: str, missing: Sequence[str]) -> str:
    for cluster in missing:
        text = text.replace(cluster, MISSING)
    return text.encode("utf-8", "replace").decode()


def _undrawable(error: TypstError) -> frozenset[str]:
    """Return the characters over which typst gave up; none where it gave up over something else."""
    return frozenset(_ESCAPE.sub(_unescaped, found) for found in _UNDRAWABLE.findall(error.diagnostic))


def _unescaped(match: re.Match[str]) -> str:
    number, short = match.groups()
    return chr(int(number, 16)) if number else _SHORT_ESCAPES.get(short, short)
