"""Collecting badges: read, verify, keep. A badge that fails is kept too, with its report saying so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from wallet.fetcher import Fetcher, FetchError
from wallet.formats.facts import facts_of
from wallet.formats.readable import card_of, search_text
from wallet.formats.reader import parse
from wallet.model.badge import Added, BadgeId, ImportResult, StoredBadge
from wallet.model.credential import Credential, SecuredDocument, Securing
from wallet.model.errors import UnreadableError
from wallet.model.evidence import Evidence
from wallet.model.report import Kind
from wallet.operations.albums import put_together
from wallet.operations.containers import is_container, leaves
from wallet.operations.inputs import Input, find_document, read_inputs
from wallet.operations.wallet import Wallet, evidence_of
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

_REASONS = {Added.DUPLICATE: "It is in the wallet already.", Added.REPLACED: "It replaces an earlier copy."}


class Importer:
    """Imports any number of inputs into one wallet, against the same evidence.

    Args:
        wallet: Where the badges go.
        evidence: What to verify with.
        options: The question; its time is when the badges were added.
    """

    def __init__(self, wallet: Wallet, evidence: Evidence, options: VerifyOptions) -> None:
        self._wallet = wallet
        self._options = options
        self._verifier = Verifier(evidence, options)

    def add(self, item: Input) -> list[ImportResult]:
        """Import one input; a presentation, zip or PDF brings in each badge inside it."""
        try:
            if is_container(item):
                return [result for leaf in leaves(item, self._options.limits) for result in self.add(leaf)]
            if isinstance(item.data, UnreadableError):
                raise item.data
            document = find_document(item.data, self._options.limits)
        except UnreadableError as error:
            return [_refused(item.name, str(error))]
        return self._add_document(item.name, document)

    def _add_document(self, name: str, document: SecuredDocument) -> list[ImportResult]:
        try:
            credential = parse(document, self._options.limits)
        except UnreadableError as error:
            return [_refused(name, str(error))]
        if credential.kind is Kind.STATUS_LIST:
            return [_refused(name, "It is an issuer's withdrawal list, not a badge.")]
        if credential.kind is Kind.PRESENTATION:
            inside = [result for inner in credential.presented for result in self._add_document(name, inner)]
            return inside or [_refused(name, "There is no badge in this presentation.")]
        if document.securing is Securing.SD_JWT and not document.content.endswith(b"~"):
            # RFC 9901 section 7.2: an issuer hands out a badge without the signature of a holder.
            return [_refused(name, "It is a badge that was shown to someone, not the badge itself: ask for that one.")]
        return [self._keep(name, credential)]

    def _keep(self, name: str, credential: Credential) -> ImportResult:
        badge = self._stored(name, credential)
        outcome = self._wallet.vault.add(badge)
        if outcome is Added.DUPLICATE and self._options.clock_floor is not None:
            # It was verified anew, as of now: the list shows what was found.
            self._wallet.vault.update_report(badge.card, badge.report)
        return ImportResult(name, outcome, _REASONS.get(outcome, ""), badge.card)

    def _stored(self, name: str, credential: Credential) -> StoredBadge:
        source = credential.source
        badge_id = BadgeId(hashlib.sha256(source.content).hexdigest())
        report = self._verifier.verify_credential(credential, Path(name).name)
        credential = self._verifier.linked(credential)
        return StoredBadge(
            card=card_of(credential, badge_id, report, self._options.at),
            document=source.content,
            container=source.container,
            carrier=source.carrier,
            format=credential.format,
            search_text=search_text(credential),
            report=report,
            facts=facts_of(credential),
        )


def _refused(name: str, reason: str) -> ImportResult:
    return ImportResult(name, Added.REFUSED, reason)


def import_files(
    wallet: Wallet, paths: Sequence[Path], options: VerifyOptions, evidence: Evidence | None = None
) -> Iterator[ImportResult]:
    """Import files and the files in folders; each result comes as it is done, so that a caller can stop.

    Args:
        wallet: Where the badges go.
        paths: Files and folders.
        options: The question; `own_badges(wallet)` asks it of now.
        evidence: What to verify with; None for what the wallet has.
    """
    importer = Importer(wallet, evidence or evidence_of(wallet), options)
    for item in read_inputs(put_together(paths, options.limits), options.limits):
        yield from importer.add(item)


def import_bytes(wallet: Wallet, name: str, data: bytes, options: VerifyOptions) -> list[ImportResult]:
    """Import some bytes, such as what was pasted.

    Args:
        wallet: Where the badges go.
        name: What to call the input.
        data: The bytes.
        options: The question; `own_badges(wallet)` asks it of now.
    """
    return Importer(wallet, evidence_of(wallet), options).add(Input(name, data))


def import_url(wallet: Wallet, url: str, options: VerifyOptions, fetcher: Fetcher | None = None) -> list[ImportResult]:
    """Fetch a badge, at the user's word, and import it.

    Args:
        wallet: Where the badge goes.
        url: Its https address.
        options: The question; `own_badges(wallet)` asks it of now.
        fetcher: The door to the network; None for the strict one.
    """
    try:
        data = (fetcher or Fetcher(most_bytes=options.limits.document_bytes)).fetch(url)
    except FetchError as error:
        return [_refused(url, str(error))]
    return import_bytes(wallet, url, data, options)
