"""Rules about the team."""

from smmops.rules.rule import Rule
from smmops.rules.team import (
    duty_gap,
    duty_week,
    hours_form,
    member_roleless,
    member_unnumbered,
    owners_outdated,
    solo_team,
    training_lapsed,
    training_unknown,
)

TEAM: tuple[Rule, ...] = (
    member_roleless.RULE,
    training_unknown.RULE,
    training_lapsed.RULE,
    duty_week.RULE,
    duty_gap.RULE,
    hours_form.RULE,
    solo_team.RULE,
    owners_outdated.RULE,
    member_unnumbered.RULE,
)
