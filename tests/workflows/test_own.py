"""This repository's own check is the one that `init` writes, with the smmops of the checkout."""

from datetime import date

from smmops.jobs.init import Answers, Person, Place, workspace
from tests.project.tree import ROOT

INSTALL = (
    "python -I -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/demo.txt && "
    "python -I -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index ."
)
OWN = (".github/workflows/smmops-check.yml",)
"""The example's forge is git alone, so that nothing here publishes, comments or opens issues on the real one."""


def test_our_own_workflows_are_those_that_init_writes(request) -> None:
    answers = Answers(
        id="onda",
        brand="Onda Coffee",
        timezone="Asia/Seoul",
        channels=(Place("bluesky-onda", "bluesky", "onda.example"),),
        people=(Person("mina", ("admin",)),),
        today=date(2026, 12, 1),
        repository="onda/social",
        install=INSTALL,
    )
    made = workspace(answers)
    for path in OWN:
        if request.config.getoption("--update"):
            (ROOT / path).write_bytes(made[path])
        assert (ROOT / path).read_bytes() == made[path], (
            "pytest tests/workflows/test_own.py --update writes it"
        )
