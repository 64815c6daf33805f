"""The tour: the whole main job on sample badges, in a throw-away wallet, without window or network."""

from __future__ import annotations

import json
import secrets
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from wallet.model.badge import BadgeCard, BadgeQuery
from wallet.model.checks import Outcome
from wallet.model.clock import Clock
from wallet.model.disclosure import Presentation, PresentationRequest
from wallet.model.limits import Limits
from wallet.model.report import Policy, Report, Verdict
from wallet.model.report_json import report_to_json
from wallet.model.sharing import Receiver
from wallet.operations.importing import Importer
from wallet.operations.inputs import Input
from wallet.operations.leaving import Target, save, save_codes
from wallet.operations.library import cards, original
from wallet.operations.presenting import present, selection_of
from wallet.operations.samples import Sample, SampleSet, make_samples, sample_holder
from wallet.operations.trusting import evidence_of_packs
from wallet.operations.verifying import question, verify_bytes
from wallet.operations.wallet import Wallet, create_wallet, lock, own_badges
from wallet.settings import Folders
from wallet.trust.packs import write_pack

_AUDIENCE = "https://fair.example/stand-12"
_CHECKER = Receiver("Stand 12 at the fair", "To try out how badges are shown")
_SHOWN = ("/holder", "/result")

Step = tuple[str, list[str]]
"""What was done, and the lines that say what was proved."""


class TourError(Exception):
    """A verdict is not the one that the sample was made for: the tour proves, or it stops."""


class Tour:
    """One walk through the main job.

    Args:
        scratch: An empty folder for the throw-away wallet.
        keep: The folder for QR picture, presentation file, evidence pack and reports.
        clock: Tells the time.

    Attributes:
        commands: The commands that repeat, on the files kept, every verdict the tour printed.
    """

    def __init__(self, scratch: Path, keep: Path, clock: Clock) -> None:
        self._scratch = scratch
        self._keep = keep
        self._clock = clock
        self._at = clock.now().astimezone(UTC).replace(microsecond=0)
        # The letter in front keeps a nonce from looking like an option where it is typed.
        self._request = PresentationRequest(f"n{secrets.token_urlsafe(16)}", _AUDIENCE)
        self.commands: list[str] = []

    def steps(self) -> Iterator[Step]:
        """Walk; each step comes as it is done.

        Raises:
            TourError: Where something was not as it should be.
        """
        places = Folders(self._scratch / "vault", self._scratch / "packs", self._scratch / "config")
        wallet = create_wallet(places, secrets.token_urlsafe(24), self._clock, Limits())
        try:
            yield "Made an encrypted wallet", ["Nobody knows its passphrase: it lives as long as this tour."]
            made = make_samples(sample_holder(wallet), self._at)
            write_pack(self._keep / "pack", made.pack)
            yield self._import(wallet, made)
            yield self._search(wallet)
            yield from self._present(wallet, made)
        finally:
            lock(wallet)

    def _import(self, wallet: Wallet, made: SampleSet) -> Step:
        options = replace(own_badges(wallet), at=self._at)
        importer = Importer(wallet, evidence_of_packs([made.pack]), options)
        lines = [self._import_one(wallet, importer, sample) for sample in made.samples]
        return f"Imported {len(lines)} files, each verified offline", lines

    def _import_one(self, wallet: Wallet, importer: Importer, sample: Sample) -> str:
        result = importer.add(Input(sample.file_name, sample.data))[0]
        report = original(wallet, result.badge.id).report if result.badge else None
        verdict = report.verdict if report else Verdict.UNREADABLE
        if verdict is not sample.verdict:
            raise TourError(f"{sample.file_name} is {verdict}, not {sample.verdict}")
        self._add_command(self._write(f"badges/{sample.file_name}", sample.data))
        return f"{sample.file_name:27} {verdict.value:15} {reason(report) if report else result.reason}"

    def _search(self, wallet: Wallet) -> Step:
        found = cards(wallet, BadgeQuery("measuring volt"), 0, 10)
        if [card.name for card in found] != ["Electrical Measurement"]:
            raise TourError("the search did not find the one badge about measuring voltage")
        return "Searched the encrypted texts for “measuring volt”", [card.name for card in found]

    def _present(self, wallet: Wallet, made: SampleSet) -> Iterator[Step]:
        card = _card_of(wallet, made, "wind-turbine-safety.sd-jwt")
        presentation = present(wallet, [selection_of(wallet, card.id, _SHOWN)], self._request)
        badge = presentation.badges[0]
        yield (
            "Chose what to show",
            [
                f"shown: {', '.join(claim.label for claim in badge.shown if not claim.parent)}",
                f"kept back: {', '.join(claim.label for claim in badge.hidden if not claim.parent)}",
            ],
        )
        save(wallet, presentation, _CHECKER, Target(self._keep / "presentation.sd-jwt", replace=True))
        save_codes(wallet, presentation, _CHECKER, Target(self._keep / "presentation.png", replace=True))
        yield "Presented it as a file and as a QR code", ["presentation.sd-jwt", "presentation.png"]
        yield self._check(made, presentation)
        whole = present(
            wallet, [selection_of(wallet, _card_of(wallet, made, "data-analysis.json").id, ())], self._request
        )
        save(wallet, whole, _CHECKER, Target(self._keep / "whole-badge.json", replace=True))
        yield self._check_file(made, "Presented a badge that can only be shown whole", "whole-badge.json")

    def _check(self, made: SampleSet, presentation: Presentation) -> Step:
        title, lines = self._check_file(
            made, "Read the QR code back, and checked it as somebody else", "presentation.png"
        )
        if any(hidden in presentation.content for hidden in (b"Okafor", b"1998-04-17")):
            raise TourError("something that was kept back is in the presentation")
        self._check_file(made, "", "presentation.sd-jwt")
        return title, lines

    def _check_file(self, made: SampleSet, title: str, name: str) -> Step:
        path = self._keep / name
        options = question(self._clock, self._at, Policy.CHECK, self._request)
        report = verify_bytes(name, path.read_bytes(), evidence_of_packs([made.pack]), options)
        if report.verdict is not Verdict.VERIFIED:
            raise TourError(f"{name} is {report.verdict}: {reason(report)}")
        self._write(f"reports/{name}.json", json.dumps(report_to_json(report), indent=2).encode())
        self._add_command(path, answer=True)
        return title, [f"{name:27} {report.verdict.value:15} {reason(report)}"]

    def _write(self, name: str, data: bytes) -> Path:
        path = self._keep / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def _add_command(self, path: Path, *, answer: bool = False) -> None:
        words = ["rosette", "verify", "--json", "--evidence", str(self._keep / "pack"), "--at", _stamp(self._at)]
        if answer:
            words += ["--nonce", self._request.nonce, "--audience", self._request.audience]
        self.commands.append(shlex.join([*words, str(path)]))


def reason(report: Report) -> str:
    """Return the one sentence that a verdict rests on."""
    for check in report.checks:
        if check.outcome in (Outcome.FAILED, Outcome.UNKNOWN) or check.is_limit:
            return check.detail
    issuer = f" by {report.issuer.name}" if report.issuer and report.issuer.name else ""
    return f"Signed{issuer}, unchanged, and not withdrawn."


def _card_of(wallet: Wallet, made: SampleSet, file_name: str) -> BadgeCard:
    sample = next(sample for sample in made.samples if sample.file_name == file_name)
    return next(
        card for card in cards(wallet, BadgeQuery(), 0, 100) if original(wallet, card.id).document == sample.data
    )


def _stamp(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")
