"""A question that is asked again and again: an answer that was overtaken is not shown."""

from threading import Event

from PySide6.QtCore import QObject

from wallet.gui.viewmodels.asking import LastQuestion
from wallet.model.badge import BadgeQuery
from wallet.model.errors import WalletError
from wallet.operations import library
from wallet.operations.wallet import Wallet


def count(wallet: Wallet) -> int:
    return library.count(wallet, BadgeQuery())


def test_only_the_last_question_is_answered(qtbot, session):
    answers: list[object] = []
    refusals: list[WalletError] = []
    owner, go_on = QObject(), Event()
    question = LastQuestion(session, owner, refusals.append)
    question.ask(lambda _wallet: go_on.wait(10) and "slow", answers.append)
    question.ask(count, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1)
    go_on.set()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert answers == [count(session._wallet)]
    assert refusals == []


def test_a_question_that_was_dropped_is_not_answered(qtbot, session):
    owner, answers = QObject(), list[object]()
    question = LastQuestion(session, owner, answers.append)
    question.drop()
    question.ask(count, answers.append)
    question.drop()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert answers == []
