"""The two laptops of the journeys, for others to look at."""

from tests.journeys.conftest import checker, clock, laptops, owner

__all__ = ["checker", "clock", "laptops", "owner"]
