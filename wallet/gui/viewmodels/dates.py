"""Times in words, in the language and the time zone of the person reading."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime


def long_date(moment: datetime) -> str:
    """Return a date such as ``12 November 2026``."""
    local = moment.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), "d MMMM yyyy")


def short_date(moment: datetime) -> str:
    """Return a date such as ``12 Nov 2026``."""
    local = moment.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), "dd MMM yyyy")


def clock_time(moment: datetime) -> str:
    """Return a time of day such as ``09:14``."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), "HH:mm")


def minutes(seconds: int) -> str:
    """Return a short time such as ``4:12``."""
    return f"{seconds // 60}:{seconds % 60:02}"


def days_between(earlier: datetime, later: datetime) -> int:
    """Return how many midnights lie between two times; negative where `later` comes first."""
    return (later.astimezone().date() - earlier.astimezone().date()).days


def when(moment: datetime, now: datetime) -> str:
    """Return a past time in words: ``today, 09:14``, ``yesterday, 09:14`` or a date."""
    days = days_between(moment, now)
    if days == 0:
        return QCoreApplication.translate("Dates", "today, {time}").format(time=clock_time(moment))
    if days == 1:
        return QCoreApplication.translate("Dates", "yesterday, {time}").format(time=clock_time(moment))
    return long_date(moment)
