"""The skills of a badge, by the framework that names them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.claim_words import skills_shown
from wallet.gui.views.badge_part import BadgePart
from wallet.gui.widgets.flow_layout import FlowLayout
from wallet.gui.widgets.panels import Card
from wallet.gui.widgets.pills import SkillChip
from wallet.gui.widgets.text import foreign
from wallet.model.badge import BadgePage, Skill


class SkillsPart(BadgePart):
    """A card for each framework."""

    def make_cards(self, page: BadgePage) -> list[QWidget]:
        """Return the cards of a badge."""
        shown = skills_shown(page)
        if not shown:
            return [self.say_nothing_is_there(self.tr("The issuer named no skills."))]
        frameworks: dict[str, list[Skill]] = {}
        for skill in shown:
            frameworks.setdefault(skill.framework, []).append(skill)
        return [self._card(framework, skills) for framework, skills in frameworks.items()]

    def _card(self, framework: str, skills: list[Skill]) -> Card:
        card = Card(foreign(framework, 80) or self.tr("Without a framework"))
        chips = FlowLayout(8)
        for skill in skills:
            chips.add(SkillChip(skill.name, ""))
        card.body.addLayout(chips)
        return card
