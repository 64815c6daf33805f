"""Sample badges: one of every kind and verdict, made on the spot; no private key ships and none is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from wallet import resources
from wallet.crypto.keys import KeyType, PublicKey, public_key_to_jwk
from wallet.formats import png
from wallet.model.badge import ImportResult
from wallet.model.checks import Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind, ListedIssuer
from wallet.model.limits import Limits
from wallet.model.report import Level, Verdict
from wallet.operations.importing import Importer
from wallet.operations.inputs import Input
from wallet.operations.sample_issuer import Course, SampleIssuer, Term, altered, status_entry
from wallet.operations.trusting import adopt_pack, as_test
from wallet.operations.wallet import Wallet, evidence_of, own_badges
from wallet.trust.packs import EvidencePack

SAMPLE_PURPOSE = "samples"
"""What the holder key is for that sample badges are bound to."""

_DAY = timedelta(days=1)
_HOST = "https://status.rosette.example"
_REVOKED_INDEX, _SUSPENDED_INDEX = 94_567, 23_452

_SAFETY = Course(
    "Wind Turbine Safety: Working at Height",
    "Safe work at height in wind turbines, from planning to rescue.",
    "Passed the supervised practical assessment and the written test.",
    "MicroCredential", 2, 87, 70,
    (("work at heights", "ESCO"), ("follow safety procedures when working at heights", "ESCO"),
     ("rescue operations", "ESCO"), ("inspect wind turbines", "ESCO")),
)  # fmt: skip
_DATA = Course(
    "Data Analysis with Python",
    "Cleaning, analysing and charting data with Python, and explaining what it shows.",
    "Handed in three graded notebooks and defended one of them.",
    "Course", 3, 91, 50,
    (("data analytics", "ESCO"), ("Python (computer programming)", "ESCO")),
)  # fmt: skip
_AID = Course(
    "Emergency First Aid at Work",
    "Recognising an emergency, keeping people safe and giving first aid at the workplace.",
    "Took part for six hours and passed the practical test.",
    "Certificate", 0.5, 80, 60,
    (("provide first aid", "ESCO"),),
)  # fmt: skip
_SOLAR = Course(
    "Photovoltaic Installation I",
    "Planning and mounting small photovoltaic systems under supervision.",
    "Mounted a training roof and passed the inspection.",
    "MicroCredential", 4, 78, 60,
    (("mount photovoltaic panels", "ESCO"), ("electrical engineering", "ESCO")),
)  # fmt: skip
_GRID = Course(
    "Grid Connection Basics",
    "What a small power plant needs before it may feed the grid.",
    "Passed the online test.",
    "Course", 2, 74, 60,
    (("electricity principles", "ESCO"),),
)  # fmt: skip
_SQL = Course(
    "SQL and Relational Databases",
    "Designing tables and asking them good questions.",
    "Solved twelve exercises and one case.",
    "Course", 3, 83, 50,
    (("query languages", "ESCO"),),
)  # fmt: skip
_LEADERSHIP = Course(
    "Team Leadership Essentials",
    "Leading a shift team: briefing, feedback and difficult talks.",
    "Led three briefings under observation.",
    "Badge", 1, 88, 60,
    (("lead a team", "ESCO"),),
)  # fmt: skip
_CYBER = Course(
    "Cyber Hygiene for Operators",
    "Passwords, updates and phishing in a control room.",
    "Passed the simulation.",
    "Badge", 0.5, 95, 80,
    (("cyber security", "ESCO"),),
)  # fmt: skip
_MEASURE = Course(
    "Electrical Measurement",
    "Measuring voltage, current and insulation safely.",
    "Measured a training board within tolerance.",
    "MicroCredential", 1, 69, 60,
    (("measure electrical characteristics", "ESCO"),),
)  # fmt: skip
_DESIGN = Course(
    "Circular Design Thinking",
    "Designing products that can be repaired, reused and taken apart.",
    "Redesigned one everyday product.",
    "Course", 2, 77, 50,
    (("circular economy", "ESCO"),),
)  # fmt: skip
_NORWEGIAN = Course(
    "Technical Norwegian, level B1",
    "Norwegian for the workshop: instructions, reports and safety talks.",
    "Passed the oral and the written examination.",
    "Certificate", 5, 72, 60,
    (("Norwegian", "ESCO"),),
)  # fmt: skip
_COAST = Course(
    "Coastal Clean-up Volunteer",
    "Organising a clean-up day on the coast, with sorting and counting.",
    "Led one clean-up day.",
    "CommunityService", 0.5, 100, 50,
    (("manage volunteers", "ESCO"),),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom the samples are issued to: a key of the wallet."""

    did: str
    public_key: PublicKey


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample file, and what a checker who lists its issuer will find.

    Attributes:
        file_name: A name to save it under.
        data: Its bytes.
        verdict: The verdict with the samples' own evidence pack.
    """

    file_name: str
    data: bytes
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SampleSet:
    """The samples, and the evidence pack that goes with them."""

    samples: tuple[Sample, ...]
    pack: EvidencePack


def add_samples(wallet: Wallet) -> list[ImportResult]:
    """Make samples bound to a key of this wallet, and import them.

    Their issuers are listed as test issuers, so that in a wallet none of them is ever `verified`.
    """
    at = wallet.clock.now()
    made = make_samples(sample_holder(wallet), at)
    adopt_pack(wallet.packs, as_test(made.pack))
    importer = Importer(wallet, evidence_of(wallet), own_badges(wallet))
    return [result for sample in made.samples for result in importer.add(Input(sample.file_name, sample.data))]


def sample_holder(wallet: Wallet) -> Holder:
    """Return the key of this wallet that samples are issued to."""
    signer = wallet.vault.holder(SAMPLE_PURPOSE, KeyType.ED25519, wallet.clock.now())
    return Holder(signer.did, signer.public_key)


def make_samples(holder: Holder, at: datetime) -> SampleSet:
    """Make every sample with fresh keys.

    Args:
        holder: Whom they are issued to.
        at: The time they are made at; all their dates follow from it.
    """
    return _Maker(holder, at).make()


class _Maker:
    """The issuers of one set of samples, and their dates."""

    def __init__(self, holder: Holder, at: datetime) -> None:
        self._holder = holder
        self._at = at
        self._current = Term(signed=at - 12 * _DAY, start=at - 12 * _DAY, end=at + 700 * _DAY)
        self._academy = SampleIssuer("Nordlys Energy Academy")
        self._university = SampleIssuer("University of Aldermoor")
        self._school = SampleIssuer("Sundholm Vocational School")
        self._stranger = SampleIssuer("Open Data Guild")

    def make(self) -> SampleSet:
        samples = tuple(self._verified()) + tuple(self._with_dates()) + tuple(self._with_status())
        return SampleSet(samples + tuple(self._doubtful()), self._pack())

    def _verified(self) -> Iterator[Sample]:
        did, term, good = self._holder.did, self._current, Verdict.VERIFIED
        yield Sample("wind-turbine-safety.sd-jwt", self._selective(), good)
        yield Sample("data-analysis.json", self._embedded(self._university, _DATA, term), good)
        yield Sample("photovoltaic.jwt", self._school.sign_jwt(self._school.badge(_SOLAR, did, term)), good)
        signed = self._embedded(self._school, _AID, term)
        picture = resources.read_bytes("samples", "first-aid.png")
        yield Sample("first-aid.png", png.bake(picture, signed, Limits()), good)

    def _with_dates(self) -> Iterator[Sample]:
        past = Term(self._at - 800 * _DAY, self._at - 800 * _DAY, self._at - 40 * _DAY)
        coming = Term(self._at - _DAY, self._at + 14 * _DAY, self._at + 800 * _DAY)
        yield Sample("expired.json", self._embedded(self._school, _MEASURE, past), Verdict.EXPIRED)
        yield Sample("not-yet-valid.json", self._embedded(self._university, _NORWEGIAN, coming), Verdict.NOT_YET_VALID)

    def _with_status(self) -> Iterator[Sample]:
        yield self._listed("revoked.json", _CYBER, ("revocation", _REVOKED_INDEX), Verdict.REVOKED)
        yield self._listed("suspended.json", _LEADERSHIP, ("suspension", _SUSPENDED_INDEX), Verdict.SUSPENDED)
        yield self._listed("stale-list.json", _GRID, ("stale", 7), Verdict.LIMITED)
        yield self._listed("no-evidence.json", _COAST, ("elsewhere", 11), Verdict.UNKNOWN)

    def _doubtful(self) -> Iterator[Sample]:
        genuine = self._embedded(self._university, _DESIGN, self._current)
        yield Sample("altered.json", altered(genuine), Verdict.FAILED)
        unlisted = self._embedded(self._stranger, _SQL, self._current)
        yield Sample("unlisted-issuer.json", unlisted, Verdict.ISSUER_UNKNOWN)
        yield Sample("no-badge.json", b'{"shopping": ["bread", "milk"]}\n', Verdict.UNREADABLE)

    def _listed(self, name: str, course: Course, place: tuple[str, int], verdict: Verdict) -> Sample:
        address, index = f"{_HOST}/{place[0]}", place[1]
        purpose = "suspension" if place[0] == "suspension" else "revocation"
        entry = status_entry(address, purpose, index)
        badge = self._academy.badge(course, self._holder.did, self._current, [entry])
        return Sample(name, self._academy.sign_embedded(badge, self._current.signed), verdict)

    def _embedded(self, issuer: SampleIssuer, course: Course, term: Term) -> bytes:
        return issuer.sign_embedded(issuer.badge(course, self._holder.did, term), term.signed)

    def _selective(self) -> bytes:
        subject = self._academy.badge(_SAFETY, self._holder.did, self._current)["credentialSubject"]
        # Kept short, so that a presentation of it fits one QR code: validity once, and the issuer's id in `iss` alone.
        shown = {
            "nbf": int(self._current.start.timestamp()),
            "exp": int(self._current.end.timestamp()),
            "vct": "https://nordlys.example/badge",
            "cnf": {"jwk": public_key_to_jwk(self._holder.public_key)},
            "issuer": {"name": self._academy.name},
            "name": _SAFETY.name,
        }
        hidden = {
            "holder": "Maya Okafor",
            "birthdate": "1998-04-17",
            "email": "maya.okafor@example.org",
            "result": [{**subject["result"][0], "value": f"{_SAFETY.grade} %"}],
            "achievement": subject["achievement"],
        }
        return self._academy.sign_sd_jwt(shown, hidden)

    def _pack(self) -> EvidencePack:
        expires = self._at + 30 * _DAY
        return EvidencePack(
            name="Sample issuers",
            created=self._at,
            expires=expires,
            version=int(self._at.timestamp()),
            documents=tuple(self._lists(expires)),
            issuers=tuple(
                ListedIssuer(issuer.id, issuer.name, Level.PRODUCTION, "Sample issuers", expires, Source.PACK)
                for issuer in (self._academy, self._university, self._school)
            ),
        )

    def _lists(self, expires: datetime) -> Iterator[EvidenceDocument]:
        hour, days = self._at - timedelta(hours=1), self._at - 2 * _DAY
        yield self._list("revocation", frozenset({_REVOKED_INDEX}), hour, expires)
        yield self._list("suspension", frozenset({_SUSPENDED_INDEX}), hour, expires)
        yield self._list("stale", frozenset(), days, expires)

    def _list(self, place: str, marked: frozenset[int], fetched: datetime, expires: datetime) -> EvidenceDocument:
        address = f"{_HOST}/{place}"
        purpose = "suspension" if place == "suspension" else "revocation"
        content = self._academy.status_list(address, purpose, marked, fetched)
        kind = EvidenceKind.STATUS_LIST
        return EvidenceDocument(address, kind, content, fetched, Source.PACK, "Sample issuers", expires)
