"""ruamel.yaml: what is YAML. Imported only for texts that libyaml does not settle; it costs 50 ms."""

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from smmops.model.message import msg
from smmops.store.finding import Finding
from smmops.store.yaml_build import Built, build
from smmops.store.yaml_refuse import explained, unreadable


def parse(text: str, *, shift: int) -> Built:
    """Values and positions by ruamel.yaml alone, or its refusal in plain words."""
    try:
        return build(YAML(typ="safe", pure=True).parse(text), shift=shift)
    except YAMLError as wrong:
        return refused(explained(wrong, text, shift))
    except (RecursionError, ValueError, OverflowError, IndexError, AttributeError, TypeError):
        # ruamel.yaml 0.19 lets some of these out for texts that no parser accepts
        return refused(Finding("SMM101", (1 + shift, 1), unreadable, msg("write one `name: value` a line")))


def refused(finding: Finding) -> Built:
    """A text of which nothing can be used."""
    built = Built()
    built.findings.append(finding)
    return built
