"""What a change needs, in words."""

from smmops.render.plan_words import needs_text
from tests.plan.stage import only, planned, post, settings


def test_signatures_are_named_where_a_rule_asks_for_them():
    signed = settings().replace("minimum: 2, all", "minimum: 2, level: signed, all")
    head = {"brew": post(labels=["regulated"]), "smmops.yaml": signed}
    change = only(planned({"smmops.yaml": signed}, head))
    assert change.needs is not None
    assert change.needs.level == "signed"
    assert needs_text(change.needs, "en") == "2 signatures, legal"
