"""docs/writing.md says what the networks' facts say."""

import re

from smmops.exchange.own import COLUMNS
from smmops.rules.docs_networks import is_sent
from smmops.specs.registry import spec
from tests.project.tree import ROOT

PAGE = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")


def test_the_first_example_says_of_each_channel_who_sends_it():
    example = PAGE.split("## Write a post")[1].split("Or let a command")[0]
    found = re.search(r"channels: \[(.*)\]", example)
    assert found
    networks = [channel.rpartition("-")[0] for channel in found[1].split(", ")]
    sent = example.split("get it from smmops")[0].rpartition("\n")[2]
    by_hand = example.split(" are channels of [Posts that a person sends]")[0].rpartition("\n")[2]
    for network in networks:
        assert spec(network).title in (sent if is_sent(spec(network)) else by_hand), network


def test_the_columns_in_the_table_are_those_that_are_read():
    table = PAGE.split("| column | holds |")[1].split("\n\n")[0]
    named = {name.partition(":")[0] for name in re.findall(r"`([a-z_]+)(?::[a-z-]+)?`", table)}
    assert named - set(COLUMNS) <= set()
