"""The skills of a badge, by the framework that names them."""

from __future__ import annotations

from functools import partial

from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.claim_words import skills_shown
from wallet.gui.views.badge_part import BadgePart, Makers
from wallet.gui.widgets.flow_layout import FlowLayout
from wallet.gui.widgets.panels import Card
from wallet.gui.widgets.pills import SkillChip
from wallet.gui.widgets.text import foreign
from wallet.model.badge import BadgePage, Skill

SKILLS = 20
"""Skills of one card."""


class SkillsPart(BadgePart):
    """A card for each framework; more for one that names many."""

    def __init__(self, model: BadgeViewModel) -> None:
        super().__init__(model, self._cards, at_once=2)

    def _cards(self, page: BadgePage) -> Makers:
        frameworks: dict[str, list[Skill]] = {}
        for skill in skills_shown(page):
            frameworks.setdefault(skill.framework, []).append(skill)
        for framework, skills in frameworks.items():
            for first in range(0, len(skills), SKILLS):
                yield partial(self._card, framework, skills[first : first + SKILLS])
        if not frameworks:
            yield partial(self.say_nothing_is_there, self.tr("The issuer named no skills."))

    def _card(self, framework: str, skills: list[Skill]) -> Card:
        card = Card(foreign(framework, 80) or self.tr("Without a framework"))
        chips = FlowLayout(8)
        for skill in skills:
            chips.add(SkillChip(skill.name, ""))
        card.body.addLayout(chips)
        return card
