"""Every limit on foreign input, with its unit and where it comes from."""

from __future__ import annotations

from typing import NamedTuple

KIB = 1024
MIB = 1024 * KIB


class Limits(NamedTuple):
    """Bounds within which foreign input is worked on.

    Attributes:
        file_bytes: Largest file read at all, in bytes; a baked image is the largest honest kind.
        document_bytes: Largest JSON or token, in bytes; the corpus's largest transcript has 0.7 MB.
        json_depth: Deepest nesting of arrays and objects (VERIFICATION.md, `parse`).
        json_values: Most values of one JSON text, as its brackets and commas count them: four for each statement that
            may be. The corpus's largest record has 6,000; a million take seconds and hundreds of megabytes to work on.
        json_integer: Largest magnitude of an integer (RFC 7493 section 2.2).
        png_chunks: Most chunks of a PNG that are walked.
        svg_bytes: Largest SVG picture, in bytes: as the largest document, which may be all there is in it.
        svg_prolog_bytes: Where the first element of an SVG picture has begun, in bytes; before it are declarations.
        svg_nodes: Most elements, attributes, comments and instructions of an SVG picture; each takes some 500 bytes and
            a microsecond. The corpus's largest has 34 elements, a detailed drawing some thousands.
        svg_depth: Deepest nesting of XML elements.
        disclosures: Most disclosures of one SD-JWT.
        proofs: Most proofs on one document.
        proofs_inside: Most proofs on all badges inside one presentation or record, endorsements too. Each takes about a
            millisecond; the corpus's largest record has 62, and one for each badge that may be recorded leaves 200.
        archive_proofs: Most proofs on all badges inside one zip or PDF: two for each file that may be in it.
        bbs_messages: Most messages under one BBS signature; a generator for each takes half a millisecond.
        presented: Most credentials in one presentation.
        recorded: Most badges in one learner record; the corpus's largest has 62.
        endorsements: Most endorsements of one kind at one place of a badge.
        archive_members: Most files in a zip.
        archive_bytes: Largest zip once unpacked, in bytes; each member is bounded by `file_bytes` as well.
        document_pages: Most pages of a PDF document that are searched for QR codes.
        archive_nesting: How many containers may stand around a file: a zip or PDF in a zip is opened, one more is not.
        nesting: Deepest nesting of credentials in credentials that is looked into: presentation, record, badge,
            endorsement.
        status_entries: Most status entries of one credential.
        status_list_bytes: Largest status list once decompressed, in bytes (16 MiB is 134 million entries).
        pack_bytes: Largest evidence pack once unpacked, in bytes.
        pack_documents: Most documents in an evidence pack.
        backup_members: Most files in a backup of a wallet: three for each of 100,000 badges, and as many again.
        backup_member_bytes: Largest file in one, in bytes: the list of so many files has 85 MB. It is in memory whole.
        statements: Most RDF statements of one document.
        expansion_work: Most work of the full JSON-LD processor on one document: one for each object and each term
            defined, ten for each context. It takes about half a millisecond for one.
        canonical_work: Most steps of one canonicalisation in ordering alike blank nodes: statements looked at, nodes
            permuted (RDFC-1.0 section 7.1). The corpus's most symmetrical badge takes 20,000; a second is a million.
        base58_characters: Longest base58 text decoded; decoding is quadratic.
        image_pixels: Most pixels of a picture, once opened.
        code_parts: Most parts of one moving QR code; they take three minutes to show.
        code_bytes: Longest message that parts of a QR code are put together to, in bytes.
        sandbox_cpu_seconds: Processor time a sandbox child may use for one file (VAULT.md).
        sandbox_memory_bytes: Memory a sandbox child may use for one file (VAULT.md).
    """

    file_bytes: int = 32 * MIB
    document_bytes: int = 8 * MIB
    json_depth: int = 64
    json_values: int = 200_000
    json_integer: int = 2**53 - 1
    png_chunks: int = 10_000
    svg_bytes: int = 8 * MIB
    svg_prolog_bytes: int = 64 * KIB
    svg_nodes: int = 100_000
    svg_depth: int = 256
    disclosures: int = 1_000
    proofs: int = 16
    proofs_inside: int = 1_200
    archive_proofs: int = 40_000
    bbs_messages: int = 2_000
    presented: int = 100
    recorded: int = 1_000
    endorsements: int = 100
    nesting: int = 4
    archive_members: int = 20_000
    archive_bytes: int = 256 * MIB
    document_pages: int = 50
    archive_nesting: int = 1
    status_entries: int = 16
    status_list_bytes: int = 16 * MIB
    pack_bytes: int = 256 * MIB
    pack_documents: int = 10_000
    backup_members: int = 600_000
    backup_member_bytes: int = 96 * MIB
    statements: int = 50_000
    expansion_work: int = 4_000
    canonical_work: int = 200_000
    base58_characters: int = 2_048
    image_pixels: int = 64_000_000
    code_parts: int = 1_000
    code_bytes: int = MIB
    sandbox_cpu_seconds: int = 2
    sandbox_memory_bytes: int = 256 * MIB
