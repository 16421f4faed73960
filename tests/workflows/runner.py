"""Runs a workflow's `run:` steps as a runner of GitHub Actions does: in order, with the secrets that each is granted."""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*([\w.]+)\s*\}\}")


@dataclass
class Step:
    """What one step came to."""

    name: str
    code: int
    said: str


@dataclass
class Runner:
    """One job's machine: `checkout` is what the checkout step leaves, `programs` come first on the path.

    `known` maps expressions (`secrets.X`, `github.token`) to their values; one that is not there is empty,
    as on the forge. `ambient` is what every job of the forge has in its environment.
    """

    checkout: Path
    programs: Path
    known: Mapping[str, str] = field(default_factory=dict)
    ambient: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Path:
        """What the job writes for people."""
        return self.checkout.parent / f"{self.checkout.name}-summary.md"

    def job(self, workflow: str, name: str) -> list[Step]:
        """Every `run:` step of a job of a workflow file in the checkout."""
        text = (self.checkout / ".github" / "workflows" / workflow).read_text(encoding="utf-8")
        done: list[Step] = []
        for step in yaml.safe_load(text)["jobs"][name]["steps"]:
            failed = any(each.code for each in done)
            wanted = {None: not failed, "always()": True, "failure()": failed}[step.get("if")]
            if "run" in step and wanted:
                done.append(self._ran(step))
        return done

    def _ran(self, step: Mapping[str, str]) -> Step:
        granted = {key: self._filled(value) for key, value in dict(step.get("env") or {}).items()}
        environment = {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "HOME": os.environ["HOME"],
            "GIT_CONFIG_GLOBAL": os.environ["GIT_CONFIG_GLOBAL"],
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            **self.ambient,
            **granted,
        }
        assert "${{" not in step["run"], "an expression in a script is text of whoever wrote it"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        ran = subprocess.run(
            command, cwd=self.checkout, env=environment, capture_output=True, text=True, check=False
        )
        return Step(step["name"], ran.returncode, ran.stdout + ran.stderr)

    def _filled(self, value: str) -> str:
        return _EXPRESSION.sub(lambda found: self.known.get(found[1], ""), value)
