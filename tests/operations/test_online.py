"""Fetching what a verification needs: each document once, by its own address, and nothing about the holder."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, cast

import pytest

from tests.simulators import open_badges
from tests.simulators.open_badges import ASSERTION, BADGE, KEY, PROFILE, REVOCATIONS, SITE, Guild
from tests.simulators.world import LIST, NOW, WebIssuer, World
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeySigner, public_key_to_jwk
from wallet.fetcher import Fetcher, FetchError
from wallet.formats.reader import extract, parse
from wallet.model.credential import Credential
from wallet.model.limits import Limits
from wallet.model.report import Verdict
from wallet.operations import online
from wallet.operations.online import Asked, gather
from wallet.trust.evidence import EvidenceSet
from wallet.verification.verifier import Verifier


class Hosts:
    """Every host of a small internet, in memory; remembers what it was asked."""

    def __init__(self, documents: dict[str, bytes]) -> None:
        self.documents = documents
        self.asked: list[str] = []

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        if url not in self.documents:
            raise FetchError(f"Nothing was fetched from {url}.", "The host answered 404.")
        return self.documents[url]


def read(data: bytes) -> Credential:
    return parse(extract(data, Limits()), Limits())


def university() -> tuple[World, Hosts]:
    issuer = WebIssuer("University", "university.example:badges")
    world = World(issuer=issuer)
    world.list_issuer()
    world.add_list()
    status_list = world.documents.pop().content
    address = "https://university.example/badges/did.json"
    return world, Hosts({address: issuer.did_document(NOW).content, LIST: status_list})


def test_what_was_unknown_offline_is_verified_online() -> None:
    world, hosts = university()
    badges = [world.badge(status=True), world.badge(status=True, name="Another")]
    assert world.verify(badges[0]).verdict is Verdict.UNKNOWN
    answers = list(gather(map(read, badges), cast("Fetcher", hosts), NOW, Limits()))
    world.documents += [answer.document for answer in answers if answer.document]
    assert world.verify(badges[0]).verdict is Verdict.VERIFIED
    assert hosts.asked == ["https://university.example/badges/did.json", LIST]


def test_the_signer_of_a_status_list_is_asked_for_too() -> None:
    world, hosts = university()
    service = WebIssuer("Status service", "status.example")
    service_world = World(issuer=service)
    service_world.add_list()
    hosts.documents |= {
        LIST: service_world.documents[0].content,
        "https://status.example/.well-known/did.json": service.did_document(NOW).content,
    }
    answers = list(gather([read(world.badge(status=True))], cast("Fetcher", hosts), NOW, Limits()))
    assert [answer.wanted.id for answer in answers] == [world.issuer.id, LIST, service.id]


def test_what_is_inside_a_presentation_is_asked_for() -> None:
    world, hosts = university()
    list(gather([read(world.presentation(world.badge()))], cast("Fetcher", hosts), NOW, Limits()))
    assert hosts.asked == ["https://university.example/badges/did.json"]


def test_a_host_that_does_not_answer_is_told_and_the_rest_goes_on() -> None:
    world, hosts = university()
    del hosts.documents["https://university.example/badges/did.json"]
    answers = list(gather([read(world.badge(status=True))], cast("Fetcher", hosts), NOW, Limits()))
    assert [bool(answer.document) for answer in answers] == [False, True]
    assert "404" in answers[0].reason


def test_nothing_of_the_holder_is_in_any_request() -> None:
    world, hosts = university()
    credential = read(world.badge(status=True))
    list(gather([credential, replace(credential, subject_id="did:key:zSecret")], cast("Fetcher", hosts), NOW, Limits()))
    assert not any("did:" in url or str(credential.id) in url for url in hosts.asked)


def answers(data: bytes, hosts: Hosts | Fetcher) -> list[Asked]:
    return list(gather([read(data)], cast("Fetcher", hosts), NOW, Limits()))


def on_the_web(name: str) -> World:
    """A world whose issuer goes by an https address."""
    issuer = WebIssuer("University", "university.example")
    issuer.id = f"https://university.example/{name}"
    issuer._signer = KeySigner(issuer.private, f"{issuer.id}#key-1")
    world = World(issuer=issuer)
    world.list_issuer()
    return world


def test_the_profile_of_an_issuer_on_the_web_is_asked_for() -> None:
    world = on_the_web("about")
    hosts = Hosts({world.issuer.id: cast("WebIssuer", world.issuer).did_document(NOW).content})
    assert world.verify(world.badge()).verdict is Verdict.UNKNOWN
    world.documents += [answer.document for answer in answers(world.badge(), hosts) if answer.document]
    assert world.verify(world.badge()).verdict is Verdict.VERIFIED
    assert hosts.asked == [world.issuer.id]


def test_the_keys_that_an_issuer_of_tokens_names_are_asked_for() -> None:
    world = on_the_web("tenant")
    issuer = cast("WebIssuer", world.issuer)
    metadata = {"issuer": issuer.id, "jwks_uri": "https://keys.example/university"}
    keys = {"keys": [{**public_key_to_jwk(issuer.private.public_key), "kid": "key-1"}]}
    well_known = "https://university.example/.well-known/jwt-vc-issuer/tenant"
    hosts = Hosts({well_known: json.dumps(metadata).encode(), metadata["jwks_uri"]: json.dumps(keys).encode()})
    claims = {"vct": "https://university.example/badge", "iss": issuer.id, "name": "Robotics"}
    header = {"typ": "dc+sd-jwt", "kid": "key-1"}
    token = sign_compact(header, json.dumps(claims).encode(), KeySigner(issuer.private, "key-1")).encode() + b"~"
    assert world.verify(token).verdict is Verdict.UNKNOWN
    world.documents += [answer.document for answer in answers(token, hosts) if answer.document]
    assert world.verify(token).verdict is Verdict.VERIFIED
    assert hosts.asked == [well_known, issuer.id, claims["vct"], metadata["jwks_uri"]]


def pages(guild: Guild) -> dict[str, bytes]:
    return {address: json.dumps(page).encode() for address, page in guild.pages.items()}


def verdict_of_badge(data: bytes, found: list[Asked]) -> Verdict:
    evidence = EvidenceSet([answer.document for answer in found if answer.document], [])
    return Verifier(evidence, open_badges.Guild().verifier()._options).verify(data, "badge").verdict


def test_a_hosted_badge_and_what_it_leads_to_are_asked_for() -> None:
    data, hosts = json.dumps(open_badges.assertion()).encode(), Hosts(pages(Guild()))
    assert verdict_of_badge(data, []) is Verdict.UNKNOWN
    assert verdict_of_badge(data, answers(data, hosts)) is Verdict.ISSUER_UNKNOWN
    assert hosts.asked == [ASSERTION, BADGE, PROFILE, REVOCATIONS, KEY]


def test_of_a_signed_badge_the_key_and_the_list_are_asked_for_not_the_badge() -> None:
    guild = Guild()
    data, hosts = guild.signed(), Hosts(pages(guild))
    assert verdict_of_badge(data, answers(data, hosts)) is Verdict.ISSUER_UNKNOWN
    assert hosts.asked == [BADGE, PROFILE, REVOCATIONS, KEY]


def test_a_withdrawn_badge_is_found_out_online() -> None:
    guild = Guild()
    guild.pages[ASSERTION] = open_badges.assertion(revoked=True)
    data = json.dumps(open_badges.assertion()).encode()
    assert verdict_of_badge(data, answers(data, Hosts(pages(guild)))) is Verdict.REVOKED


def test_addresses_without_tls_are_not_asked() -> None:
    data = json.dumps(open_badges.assertion()).replace("https://", "http://").encode()
    found = answers(data, Fetcher(resolve=lambda host, port: []))
    assert [answer.document for answer in found] == [None, None]
    assert all("Only https" in answer.reason for answer in found)


@pytest.mark.parametrize(("most", "asked"), [(5, 5), (4, 4)])
def test_requests_have_a_number_and_what_is_not_asked_is_told(
    monkeypatch: pytest.MonkeyPatch, most: int, asked: int
) -> None:
    monkeypatch.setattr(online, "MOST_ASKED", most)
    hosts = Hosts(pages(Guild()))
    found = answers(json.dumps(open_badges.assertion()).encode(), hosts)
    assert (len(found), len(hosts.asked)) == (5, asked)
    assert [bool(answer.document) for answer in found] == [True] * asked + [False] * (5 - asked)


def test_a_chain_of_documents_without_end_is_not_followed() -> None:
    """A status list whose own status is on another list, and so on."""

    class Endless(Hosts):
        def fetch(self, url: str) -> bytes:
            number = len(self.asked)
            self.asked.append(url)
            entry = {"type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "0"}
            there = f"https://endless.example/{number}"
            status_list = json.loads(World().issuer.status_list(LIST, "revocation", frozenset(), NOW))
            return json.dumps({**status_list, "credentialStatus": {**entry, "statusListCredential": there}}).encode()

    world, _ = university()
    hosts = Endless({})
    assert len(answers(world.badge(status=True), hosts)) == len(hosts.asked)
    assert 2 < len(hosts.asked) < 10


class Site(BaseHTTPRequestHandler):
    """The guild's site, on this computer."""

    pages: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        self.send_response(404 if page is None else 200)
        self.end_headers()
        self.wfile.write(page or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name that http.server uses)
        """Say nothing."""


@pytest.fixture
def site(socket_enabled: None) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    address = f"http://guild.example:{server.server_port}"
    Site.pages = {
        url.removeprefix(SITE): page.replace(SITE.encode(), address.encode()) for url, page in pages(Guild()).items()
    }
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield address
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_hosted_badge_is_verified_from_a_site_that_answers(site: str) -> None:
    fetcher = Fetcher(resolve=lambda host, port: ["127.0.0.1"], dangerously_allow_loopback=True)
    data = json.dumps(open_badges.assertion()).replace(SITE, site).encode()
    found = answers(data, fetcher)
    assert [answer.wanted.url.removeprefix(site) for answer in found if answer.document] == [
        "/awards/1",
        "/badges/locks",
        "/profile",
        "/revoked",
        "/key",
    ]
    assert verdict_of_badge(data, found) is Verdict.ISSUER_UNKNOWN
