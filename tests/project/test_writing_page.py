"""docs/writing.md says what the networks' facts say."""

import re

from smmops.exchange.own import COLUMNS
from smmops.specs.registry import spec
from tests.project.tree import ROOT

PAGE = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")


def test_the_limits_in_the_table_are_those_of_the_specs():
    rows = re.findall(
        r"^\| (Facebook|Instagram|X|LinkedIn|Bluesky|Mastodon) \| ([\d,]+)[^|]*\| ([^|]*) \|", PAGE, re.M
    )
    assert len(rows) == 6
    for title, limit, pictures in rows:
        facts = spec(title.lower())
        assert int(limit.replace(",", "")) == facts.text.limit, title
        least, most = facts.formats["post"].total
        assert pictures == (f"{least} to {most}" if not least else f"at least {least}"), title


def test_the_columns_in_the_table_are_those_that_are_read():
    table = PAGE.split("| column | holds |")[1].split("\n\n")[0]
    named = {name.partition(":")[0] for name in re.findall(r"`([a-z_]+)(?::[a-z-]+)?`", table)}
    assert named - set(COLUMNS) <= set()
