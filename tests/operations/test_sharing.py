"""What the line of an answer says: who asked, under which value, and what was shown without its value."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from tests.vault.making import make_vault
from wallet.model.badge import BadgeId
from wallet.model.disclosure import Claim, DisclosedBadge, Hiding, Presentation, PresentationRequest
from wallet.model.limits import Limits
from wallet.operations import sharing
from wallet.operations.wallet import Wallet

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ID = BadgeId("ab" * 32)


def test_an_answers_line_names_who_asked_and_no_value(tmp_path: Path) -> None:
    shown = Claim("/result", "Result", "80 %", Hiding.CHOOSABLE, sensitive=False)
    kept = Claim("/birthdate", "Date of birth", "2001-02-03", Hiding.CHOOSABLE, sensitive=True)
    badge = DisclosedBadge(ID, "Pottery", (shown,), (kept,), whole_only=False)
    request = PresentationRequest("n-1", "https://check.example")
    made = Presentation(b"bytes", "application/sd-jwt", ".sd-jwt", (badge,), bound=True, created=AT, request=request)
    with make_vault(tmp_path / "wallet") as vault:
        wallet = Wallet(vault, tmp_path / "packs", SimpleNamespace(now=lambda: AT), Limits())
        share = sharing.record(wallet, made)
        assert sharing.shares(wallet, "HTTPS://check.example", "abab") == [share]
        assert sharing.shares(wallet, badge="cdcd") == []
    assert (share.nonce, share.at, share.digest) == ("n-1", AT, hashlib.sha256(b"bytes").hexdigest())
    assert [claim.pointer for claim in share.badges[0].claims] == ["/result"]
    assert "80 %" not in repr(share)
