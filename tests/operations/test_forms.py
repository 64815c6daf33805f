"""What leaves as a file: a person reads it, a program verifies it, and nothing is in it that was not chosen."""

from __future__ import annotations

import base64
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.presentation.issuing import LIMITS, REQUEST, did, key, open_badge
from tests.simulators.laptops import SECRET, SUITES, Owner, StoppedClock, set_up
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeySigner
from wallet.formats import png
from wallet.formats.reader import extract, parse
from wallet.model.badge import BadgeId
from wallet.model.disclosure import Hiding, Presentation, Selection
from wallet.model.errors import RefusedError
from wallet.model.report import Kind, Policy, Report, Verdict
from wallet.operations import forms, library
from wallet.operations.forms import Form, Written, form_for, forms_of
from wallet.operations.importing import Importer
from wallet.operations.inputs import Input, scan
from wallet.operations.presenting import claims, present, selection_of
from wallet.operations.verifying import question, verify_paths
from wallet.operations.wallet import create_wallet, lock, own_badges
from wallet.settings import Folders
from wallet.trust.evidence import EvidenceSet
from wallet.trust.packs import EvidencePack
from wallet.words import words_in

Laptop = tuple[Owner, EvidencePack]


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Laptop:
    return set_up(tmp_path_factory.mktemp("owner"), StoppedClock())


def add(owner: Owner, data: bytes) -> BadgeId:
    (result,) = Importer(owner.wallet, EvidenceSet(), own_badges(owner.wallet)).add(Input("badge", data))
    assert result.badge is not None
    return result.badge.id


def shown(owner: Owner, *names: str) -> Presentation:
    return present(owner.wallet, [selection_of(owner.wallet, owner.ids[name], [SUITES[name]]) for name in names])


def whole(owner: Owner, badge: BadgeId) -> Presentation:
    return present(owner.wallet, [Selection(badge, frozenset())])


def written(owner: Owner, presentation: Presentation, form: Form) -> Written:
    return forms.written(owner.wallet, presentation, form)


def verified(laptop: Laptop, content: bytes) -> Report:
    owner, pack = laptop
    options = question(owner.wallet.clock, owner.wallet.clock.now(), Policy.WALLET, None)
    evidence = EvidenceSet(pack.documents, pack.issuers)
    (report,) = verify_paths([Input("file", content)], evidence, options)
    return report


def readable_in(document: bytes) -> bytes:
    """Every byte of a PDF, and of every stream in it once it is unpacked."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        return document + b"\n".join(_unpacked(stream) for stream in streams)


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def text_of(document: bytes) -> str:
    pages = pypdfium2.PdfDocument(document)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).replace("\u200b", "").split())


def structure_of(pdf: pikepdf.Pdf) -> Iterator[Any]:
    def walk(node: Any) -> Iterator[Any]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            yield from walk(node.get("/K"))

    yield from walk(pdf.Root.StructTreeRoot.K)


# PDF ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suite", SUITES)
def test_a_pdf_carries_the_presentation_byte_for_byte_and_verifies(laptop: Laptop, suite: str) -> None:
    made = shown(laptop[0], suite)
    file = written(laptop[0], made, Form.PDF)
    assert (file.media_type, file.suffix) == ("application/pdf", ".pdf")
    with pikepdf.open(io.BytesIO(file.content)) as pdf:
        (name,) = pdf.attachments
        attached = pdf.attachments[name].get_file()
        assert name == f"presentation{made.suffix}"
        assert attached.read_bytes() == made.content
        assert attached.mime_type == made.media_type
        (associated,) = pdf.Root.AF
        assert (str(associated.UF), str(associated.AFRelationship)) == (name, "/Data")
    report = verified(laptop, file.content)
    assert (report.kind, report.verdict) == (Kind.CONTAINER, verified(laptop, made.content).verdict)
    assert report.verdict is Verdict.VERIFIED


def test_a_pdf_says_that_it_is_archival_and_accessible_and_is_tagged(laptop: Laptop) -> None:
    content = written(laptop[0], shown(laptop[0], "ecdsa-sd-2023"), Form.PDF).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        about = pdf.open_metadata()
        said = [about.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title")]
        assert said == ["3", "A", "1", "Photovoltaic Installation I"]
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        kinds = [str(node.S) for node in structure_of(pdf)]
        assert kinds.count("/H1") == 1
        assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure"} <= set(kinds)
        assert all(str(node.Alt) for node in structure_of(pdf) if str(node.S) == "/Figure")
        assert pdf.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert not {"/JavaScript", "/OpenAction", "/AA"} & set(pdf.Root.keys())
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing]
        embedded = {"/FontFile", "/FontFile2", "/FontFile3"}
        assert fonts
        assert all(embedded & set(font.FontDescriptor.keys()) for font in fonts)


def test_a_person_reads_what_leaves_and_what_it_is_worth(laptop: Laptop) -> None:
    text = text_of(written(laptop[0], shown(laptop[0], "sd-jwt"), Form.PDF).content)
    for said in (
        "A copy to share · 24 Nov 2026",
        "Safety",
        "Result 87 %",
        "presentation.sd-jwt",
        "not who hands it over",
    ):
        assert said in text
    assert re.search(r"checked by its holder's wallet on 24 Nov 2026: \w", text)
    assert "until 24 Dec 2026" in text


def test_an_answer_says_whom_it_was_made_for(laptop: Laptop) -> None:
    owner = laptop[0]
    selection = selection_of(owner.wallet, owner.ids["sd-jwt"], ["/result"])
    text = text_of(written(owner, present(owner.wallet, [selection], REQUEST), Form.PDF).content)
    assert f"An answer to {REQUEST.audience}" in text
    assert "who answered" in text


@pytest.mark.parametrize("suite", SUITES)
def test_the_codes_on_the_pages_are_the_presentation(laptop: Laptop, suite: str, tmp_path: Path) -> None:
    made = shown(laptop[0], suite)
    (tmp_path / "a.pdf").write_bytes(written(laptop[0], made, Form.PDF).content)
    assert scan([tmp_path / "a.pdf"]) == made.content


def test_printed_to_a_file_it_verifies_by_its_codes(laptop: Laptop) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(written(laptop[0], shown(laptop[0], *SUITES), Form.PDF).content)) as pdf:
        del pdf.Root.AF, pdf.Root.Names
        pdf.save(out)
    report = verified(laptop, out.getvalue())
    assert report.verdict is Verdict.VERIFIED
    assert [inner.input for inner in report.credentials] == ["QR code"]


@settings(max_examples=30, deadline=None)
@given(data=st.data(), suite=st.sampled_from(list(SUITES)), form=st.sampled_from(Form))
def test_nothing_that_was_not_chosen_is_in_any_form_and_language(
    laptop: Laptop, data: st.DataObject, suite: str, form: Form
) -> None:
    owner = laptop[0]
    choosable = [claim for claim in claims(owner.wallet, owner.ids[suite]) if claim.hiding is Hiding.CHOOSABLE]
    chosen = data.draw(st.sets(st.sampled_from(sorted(claim.pointer for claim in choosable))))
    made = present(owner.wallet, [Selection(owner.ids[suite], frozenset(chosen))])
    if forms_of(made)[form]:
        return
    language = data.draw(st.sampled_from(["ar", "de", "en", "es", "fr"]))
    content = forms.written(replace(owner.wallet, languages=(language,)), made, form).content
    leaving = readable_in(content) if form is Form.PDF else content
    text = text_of(content) if form is Form.PDF else ""
    (badge,) = made.badges
    seen = " ".join(claim.value for claim in badge.shown)
    for value in {claim.value for claim in badge.hidden if len(claim.value) > 4 and claim.value not in seen}:
        assert value.encode() not in leaving
        assert json.dumps(value).encode() not in leaving
        assert value not in text


def test_the_property_test_sees_into_a_pdf(laptop: Laptop) -> None:
    owner = laptop[0]
    everything = present(owner.wallet, [selection_of(owner.wallet, owner.ids["sd-jwt"], ["/street", "/given_name"])])
    content = written(owner, everything, Form.PDF).content
    assert everything.content in readable_in(content)
    assert SECRET in text_of(content)


def test_the_page_lists_the_claims_that_leave_and_no_other(laptop: Laptop) -> None:
    owner = laptop[0]
    made = shown(owner, "sd-jwt")
    text = text_of(written(owner, made, Form.PDF).content)
    every = claims(owner.wallet, owner.ids["sd-jwt"])
    assert {claim.label for claim in every if claim.label in text and claim.pointer} == {"Result"}


def test_several_badges_stand_one_below_the_other(laptop: Laptop) -> None:
    made = shown(laptop[0], *SUITES)
    content = written(laptop[0], made, Form.PDF).content
    text = text_of(content)
    assert "3 badges" in text
    assert text.index("Safety") < text.index("Photovoltaic")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [str(node.S) for node in structure_of(pdf)].count("/Table") == 3
    assert verified(laptop, content).verdict is Verdict.VERIFIED


def test_a_badge_without_proof_leaves_as_a_readable_copy_without_proof(laptop: Laptop) -> None:
    owner = laptop[0]
    issuer = key()
    bare = {name: value for name, value in open_badge(issuer, None).items() if name != "proof"}
    made = whole(owner, add(owner, json.dumps(bare).encode()))
    content = written(owner, made, Form.PDF).content
    text = text_of(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        kinds = {str(node.S) for node in structure_of(pdf)}
    assert "A readable copy without proof" in text
    assert "Check it yourself" not in text
    assert "proves" not in text
    assert "/Figure" not in kinds
    assert forms_of(made)[Form.PNG] == "There is no proof in it."


# Languages ------------------------------------------------------------------------------------------------------------


def in_language(owner: Owner, presentation: Presentation, *languages: str) -> bytes:
    return forms.written(replace(owner.wallet, languages=languages), presentation, Form.PDF).content


def letters(text: str) -> set[str]:
    """The letters of a text: what is set from right to left comes out in pieces and in another order."""
    return {character for character in unicodedata.normalize("NFKC", text) if character.isalpha()}


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fr"])
def test_a_pdf_is_in_the_owners_language_and_says_so(laptop: Laptop, language: str) -> None:
    owner = laptop[0]
    words = words_in((language,))
    content = in_language(owner, shown(owner, "sd-jwt"), f"{language}-XX")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        about = pdf.open_metadata()
        assert [about.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")] == ["3", "A", "1"]
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.ViewerPreferences.get("/Direction", pikepdf.Name.L2R) == ("/R2L" if words.runs_left else "/L2R")
        assert words.say("check") in titles_of(pdf.open_outline().root)
        assert str(next(node.Alt for node in structure_of(pdf) if str(node.S) == "/Figure")) == words.say("code")
        (name,) = pdf.attachments
        assert pdf.attachments[name].description == words.say("attachment")
    text = text_of(content)
    for said in (words.say("only"), words.label("Result"), words.say("detail"), words.day(owner.wallet.clock.now())):
        assert letters(said) <= letters(text) if words.runs_left else said in text
    assert "□" not in text
    assert verified(laptop, content).verdict is Verdict.VERIFIED


def titles_of(items: Sequence[pikepdf.OutlineItem]) -> set[str]:
    return {item.title for item in items} | {title for item in items for title in titles_of(item.children)}


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr"])
def test_what_a_badge_says_is_not_translated(laptop: Laptop, language: str) -> None:
    owner = laptop[0]
    issuer = key()
    badge = open_badge(issuer, None)
    badge["credentialSubject"]["achievement"] |= {"inLanguage": "nb-NO", "name": "Taushet", "description": "Klatre."}
    badge["credentialSubject"]["achievement"]["tag"] = ["result", "yes"]
    made = whole(owner, add(owner, as_jwt(badge, issuer)))
    content = in_language(owner, made, language)
    text = text_of(content)
    assert all(said in text for said in ("Taushet", "Klatre", "result", "yes"))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        stated = [(str(node.S), language_of(node)) for node in structure_of(pdf)]
    assert ("/H1", "nb") in stated
    assert ("/TD", "nb") in stated
    assert {said for kind, said in stated if kind in ("/H2", "/TH")} == {""}


def language_of(node: Any) -> str:
    """The language stated nearest around a node of the structure; empty for that of the document."""
    while isinstance(node, pikepdf.Dictionary) and "/Lang" not in node:
        node = node.get("/P")
    return str(node.Lang) if node is not None else ""


def test_of_several_languages_the_owners_stands_on_the_page(laptop: Laptop) -> None:
    owner = laptop[0]
    issuer = key()
    badge = open_badge(issuer, None)
    del badge["credentialSubject"]["achievement"]["name"]
    badge["name"] = [
        {"@value": "Taushet", "@language": "nb"},
        {"@value": "Schweigen", "@language": "de"},
        {"@value": "Silence", "@language": "en"},
    ]
    made = whole(owner, add(owner, as_jwt(badge, issuer)))
    for languages, name in (
        (("de-AT",), "Schweigen"),
        (("fr", "nb"), "Taushet"),
        ((), "Silence"),
        (("fr",), "Taushet"),
    ):
        with pikepdf.open(io.BytesIO(in_language(owner, made, *languages))) as pdf:
            assert pdf.open_metadata()["dc:title"] == name


def test_a_wallet_that_is_opened_reads_its_owners_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "fr")
    places = Folders(tmp_path / "vault", tmp_path / "packs", tmp_path)
    (tmp_path / "settings.json").write_text('{"language": "ar"}')
    wallet = create_wallet(places, "correct horse battery", StoppedClock(), LIMITS)
    lock(wallet)
    assert wallet.languages == ("ar", "fr")


# Pictures -------------------------------------------------------------------------------------------------------------


def as_jwt(badge: dict[str, Any], issuer: KeySigner) -> bytes:
    claims = {**badge, "iss": did(issuer), "nbf": 1_700_000_000, "jti": "urn:uuid:1"}
    header = {"alg": "EdDSA", "typ": "JWT", "kid": issuer.verification_method}
    return sign_compact(header, json.dumps(claims).encode(), issuer).encode()


def jwt_badge() -> bytes:
    issuer = key()
    return as_jwt(open_badge(issuer, None), issuer)


@pytest.mark.parametrize("form", [Form.PNG, Form.SVG])
def test_a_picture_holds_the_badge_that_leaves(laptop: Laptop, form: Form) -> None:
    owner = laptop[0]
    for made in (shown(owner, "ecdsa-sd-2023"), whole(owner, add(owner, jwt_badge()))):
        file = written(owner, made, form)
        inside = extract(file.content, LIMITS)
        (presented,) = parse(extract(made.content, LIMITS), LIMITS).presented
        assert inside.content == presented.content
        assert inside.carrier.value == file.suffix.removeprefix(".") == form.value
        assert verified(laptop, file.content).verdict is verified(laptop, presented.content).verdict


def test_a_drawn_picture_is_a_real_one(laptop: Laptop) -> None:
    file = written(laptop[0], shown(laptop[0], "bbs-2023"), Form.PNG)
    with Image.open(io.BytesIO(file.content)) as picture:
        picture.load()
        assert picture.size == (1024, 1024)
        assert picture.getpixel((0, 0)) == (0, 0, 0, 0)
    assert file.content.count(b"openbadgecredential\0\0\0\0\0") == 1


def test_only_the_pixels_of_a_badges_own_picture_leave(laptop: Laptop) -> None:
    owner = laptop[0]
    out = io.BytesIO()
    private = PngInfo()
    private.add_text("Comment", "taken at home")
    Image.new("RGBA", (40, 30), (200, 10, 10, 255)).save(out, "PNG", pnginfo=private)
    token = jwt_badge()
    made = whole(owner, add(owner, png.bake(out.getvalue(), token, LIMITS)))
    for form in (Form.PNG, Form.SVG, Form.PDF):
        content = written(owner, made, form).content
        assert b"taken at home" not in (readable_in(content) if form is Form.PDF else content)
    with Image.open(io.BytesIO(written(owner, made, Form.PNG).content)) as picture:
        assert (picture.size, picture.convert("RGBA").getpixel((5, 5))) == ((40, 30), (200, 10, 10, 255))
    assert not _own_pictures(written(owner, made, Form.PDF).content), "nobody signed it"


def test_a_signed_picture_stands_on_the_page(laptop: Laptop) -> None:
    owner = laptop[0]
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 10, 10)).save(out, "PNG")
    issuer = key()
    badge = open_badge(issuer, None)
    address = f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
    badge["credentialSubject"]["achievement"]["image"] = {"id": address, "type": "Image"}
    made = whole(owner, add(owner, as_jwt(badge, issuer)))
    assert _own_pictures(written(owner, made, Form.PDF).content) == [f"The badge's own picture: {made.badges[0].name}"]
    with Image.open(io.BytesIO(written(owner, made, Form.PNG).content)) as picture:
        assert picture.size == (40, 30)


def _own_pictures(document: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(document)) as pdf:
        told = [str(node.Alt) for node in structure_of(pdf) if str(node.S) == "/Figure"]
    return [text for text in told if text.startswith("The badge's own picture")]


# Which forms are possible ---------------------------------------------------------------------------------------------


def possible(presentation: Presentation) -> set[Form]:
    return {form for form, why in forms_of(presentation).items() if not why}


def test_every_form_is_possible_or_says_why_not(laptop: Laptop) -> None:
    owner = laptop[0]
    selection = selection_of(owner.wallet, owner.ids["sd-jwt"], ["/result"])
    bound = present(owner.wallet, [selection], REQUEST)
    every = set(Form)
    assert possible(shown(owner, "sd-jwt")) == every - {Form.PNG, Form.SVG}
    assert possible(shown(owner, "bbs-2023")) == every - {Form.SD_JWT}
    assert possible(shown(owner, *SUITES)) == {Form.NATURAL, Form.VP, Form.PDF}
    assert possible(bound) == {Form.NATURAL, Form.SD_JWT, Form.PDF}
    for made in (shown(owner, "sd-jwt"), shown(owner, *SUITES), bound):
        for form, why in forms_of(made).items():
            if why:
                assert why.endswith(".")
                with pytest.raises(RefusedError, match=re.escape(why)):
                    written(owner, made, form)


def test_an_answer_that_is_sealed_stays_so(laptop: Laptop) -> None:
    made = shown(laptop[0], "sd-jwt")
    sealed = replace(made, content=b"e30..x.y.z", media_type="application/jwt", suffix=".jwt", bound=True)
    assert possible(sealed) == {Form.NATURAL}
    assert "sealed to the one who asked" in forms_of(sealed)[Form.PDF]


def test_an_sd_jwt_goes_into_a_presentation_as_it_is(laptop: Laptop) -> None:
    made = shown(laptop[0], "sd-jwt")
    file = written(laptop[0], made, Form.VP)
    assert (file.media_type, file.suffix) == ("application/vp", ".json")
    (inside,) = parse(extract(file.content, LIMITS), LIMITS).presented
    assert inside.content == made.content


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.pdf", Form.PDF),
        ("A.PNG", Form.PNG),
        ("b.svg", Form.SVG),
        ("c.sd-jwt", Form.SD_JWT),
        ("d.json", Form.NATURAL),
        ("e", Form.NATURAL),
    ],
)
def test_a_files_ending_picks_its_form(name: str, form: Form) -> None:
    assert form_for(Path(name)) is form


def test_the_wallet_does_not_change_by_writing(laptop: Laptop) -> None:
    owner = laptop[0]
    before = library.original(owner.wallet, owner.ids["sd-jwt"])
    written(owner, shown(owner, "sd-jwt"), Form.PDF)
    assert library.original(owner.wallet, owner.ids["sd-jwt"]) == before
