"""Badges that say all that a badge page can show, made and signed on the spot."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from wallet.model.badge import BadgeId
from wallet.operations.importing import import_bytes
from wallet.operations.sample_issuer import Course, SampleIssuer, Term
from wallet.operations.samples import sample_holder
from wallet.operations.wallet import Wallet, own_badges

ENDORSER = "Vestavind Operations"
COMMENT = "Our crews train here. We rely on this badge."
MISLEADING = "https://nordlys.example@elsewhere.example/report"
COURSE = Course(
    "Wind Turbine Safety: Working at Height",
    "Safe work at height in wind turbines, from planning to rescue. What you can do:\n"
    "• Plan and carry out work at height in a nacelle using two-point attachment.\n"
    "• Inspect harnesses, lanyards and anchor points and record defects.\n"
    "• Lead a rescue from a tower platform as part of a two-person team.",
    "Passed the supervised practical assessment and the written test.",
    "ext:MicroCredential",
    2.0,
    87,
    70,
    (("work at heights", "ESCO"), ("rescue operations", "ESCO"), ("WTS-04", "Nordlys framework")),
)


EVIDENCE = (
    {
        "id": "https://nordlys.example/reports/4711",
        "type": ["Evidence"],
        "name": "Rescue from a tower platform",
        "genre": "Video",
        "description": "Two people, one harness, eleven minutes.",
        "narrative": "Recorded at the training tower in Stavanger. " * 12,
    },
    {"id": MISLEADING, "type": ["Evidence"], "name": "Written test"},
)
_CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)


class RichIssuer:
    """An issuer with an endorser, for one wallet.

    Args:
        wallet: Whose badges these are.
    """

    def __init__(self, wallet: Wallet) -> None:
        self._wallet = wallet
        self._issuer = SampleIssuer("Nordlys Energy Academy")
        self._endorser = SampleIssuer(ENDORSER)

    def add(self, days_ago: int = 12, language: str = "nb", changed_endorsement: bool = False) -> BadgeId:
        """Make a badge, and put it into the wallet; later ones are renewals.

        Args:
            days_ago: When it was awarded.
            language: What it is written in.
            changed_endorsement: Whether its endorsement says something else than was signed.
        """
        at = self._wallet.clock.now() - timedelta(days=days_ago)
        term = Term(at, at, at + timedelta(days=700))
        badge = self._issuer.badge(COURSE, sample_holder(self._wallet).did, term)
        badge["id"] = f"{badge['id']}-{days_ago}"
        self._enrich(badge, term, language)
        if changed_endorsement:
            endorsement = badge["credentialSubject"]["achievement"]["endorsement"][0]
            endorsement["credentialSubject"]["endorsementComment"] = "The best there is."
        (result,) = import_bytes(
            self._wallet, "rich.json", self._issuer.sign_embedded(badge, at), own_badges(self._wallet)
        )
        assert result.badge is not None, result.reason
        return result.badge.id

    def _enrich(self, badge: dict[str, Any], term: Term, language: str) -> None:
        subject = badge["credentialSubject"]
        achievement = subject["achievement"]
        badge["issuer"]["address"] = {"type": ["Address"], "addressCountry": "Norway", "addressCountryCode": "NO"}
        badge["evidence"] = [dict(each) for each in EVIDENCE]
        partner = {"id": self._endorser.id, "type": ["Profile"], "name": ENDORSER}
        achievement |= {"inLanguage": language, "creator": partner}
        achievement["alignment"].append(
            {
                "type": ["Alignment"],
                "targetName": "EQF level 4",
                "targetUrl": "https://europass.europa.eu/eqf/4",
                "targetFramework": "European Qualifications Framework",
            }
        )
        achievement["endorsement"] = [json.loads(self._endorse(achievement["id"], term))]

    def _endorse(self, achievement: str, term: Term) -> bytes:
        endorsement = {
            "@context": list(_CONTEXTS),
            "id": "urn:uuid:5b2a1f0e-8f3c-4f0e-9d61-0d8f3f7b6c11",
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "name": f"Endorsement by {ENDORSER}",
            "issuer": {"id": self._endorser.id, "type": ["Profile"], "name": ENDORSER},
            "validFrom": f"{term.start:%Y-%m-%dT%H:%M:%SZ}",
            "credentialSubject": {"id": achievement, "type": ["EndorsementSubject"], "endorsementComment": COMMENT},
        }
        return self._endorser.sign_embedded(endorsement, term.signed)


def rich_badge(wallet: Wallet) -> BadgeId:
    """Put a badge that says everything into a wallet, with an older one that it renews."""
    issuer = RichIssuer(wallet)
    issuer.add(days_ago=500)
    return issuer.add()
