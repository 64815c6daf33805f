"""Fetching what a verification needs: each document once, by its own address, and nothing about the holder."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from tests.simulators.world import LIST, NOW, WebIssuer, World
from wallet.fetcher import Fetcher, FetchError
from wallet.formats.reader import extract, parse
from wallet.model.credential import Credential
from wallet.model.limits import Limits
from wallet.model.report import Verdict
from wallet.operations.online import gather


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
