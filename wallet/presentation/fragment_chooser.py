"""Which fragments of a message a part mixes: chosen alike by sender and receiver, from the part's number alone.

Source: https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2024-001-multipart-ur.md (section 4)
"""

from __future__ import annotations

from collections.abc import Sequence

from wallet.presentation.xoshiro import Xoshiro256


class RandomSampler:
    """Draws among alternatives of given weights, by the alias method of Walker and Vose ("Random Sampler").

    Args:
        weights: How likely each is, in relation to the others.
    """

    def __init__(self, weights: Sequence[float]) -> None:
        total = sum(weights)
        self._scaled = [weight * len(weights) / total for weight in weights]
        self._thresholds = [1.0] * len(weights)
        self._aliases = [0] * len(weights)
        self._pair()

    def next(self, generator: Xoshiro256) -> int:
        """Return the number of the alternative drawn, from 0."""
        drawn, decides = generator.next_double(), generator.next_double()
        number = int(len(self._thresholds) * drawn)
        return number if decides < self._thresholds[number] else self._aliases[number]

    def _pair(self) -> None:
        # The order of the two lists decides what is drawn, and is part of the scheme.
        backwards = range(len(self._scaled) - 1, -1, -1)
        small = [number for number in backwards if self._scaled[number] < 1]
        large = [number for number in backwards if self._scaled[number] >= 1]
        while small and large:
            less, more = small.pop(), large.pop()
            self._thresholds[less] = self._scaled[less]
            self._aliases[less] = more
            self._scaled[more] += self._scaled[less] - 1
            (small if self._scaled[more] < 1 else large).append(more)


class FragmentChooser:
    """Chooses the fragments of each part of one message ("Fragment Chooser").

    Args:
        count: How many fragments the message has (`seqLen`).
        checksum: The message's CRC-32.
    """

    def __init__(self, count: int, checksum: int) -> None:
        self._count = count
        self._checksum = checksum
        self._degrees = RandomSampler([1 / degree for degree in range(1, count + 1)])

    def degree(self, generator: Xoshiro256) -> int:
        """Return how many fragments to mix ("Degree Chooser")."""
        return self._degrees.next(generator) + 1

    def fragments(self, number: int) -> frozenset[int]:
        """Return the fragments in a part, from 0.

        Args:
            number: The part's number (`seqNum`), from 1; the first `count` parts hold one fragment each.
        """
        if number <= self._count:
            return frozenset({number - 1})
        generator = Xoshiro256(number.to_bytes(4, "big") + self._checksum.to_bytes(4, "big"))
        degree = self.degree(generator)
        return frozenset(shuffled(range(self._count), generator, degree))


def shuffled(items: Sequence[int], generator: Xoshiro256, count: int) -> list[int]:
    """Return `count` of the items in an order that is drawn ("The Fisher-Yates Shuffle")."""
    remaining = list(items)
    return [remaining.pop(generator.next_index(len(remaining))) for _ in range(count)]
