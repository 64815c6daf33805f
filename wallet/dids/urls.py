"""The parts of a URL that names a key."""

from __future__ import annotations

import re

_AFTER_THE_DID = re.compile(r"[/?#].*", re.DOTALL)


def did_of(method_id: str) -> str:
    """Return whose method it is: a DID URL without path, query and fragment, another URL without its fragment.

    Source: DID Core section 3.2, "DID URL Syntax"; Controlled Identifiers 1.0 section 3.3, step 3.
    """
    if method_id.startswith("did:"):
        return _AFTER_THE_DID.sub("", method_id)
    return method_id.partition("#")[0]
