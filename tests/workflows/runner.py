"""Runs a workflow's steps as a runner of GitHub Actions does: in order, with the secrets and rights that each is granted."""

import os
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
    as on the forge. `ambient` is what every job of the forge has in its environment. `grant` hears the job's
    `permissions:`, and `keep` gets (name, file) of what the job uploads.
    """

    checkout: Path
    programs: Path
    known: Mapping[str, str] = field(default_factory=dict)
    ambient: Mapping[str, str] = field(default_factory=dict)
    grant: Callable[[Mapping[str, str]], None] = lambda rights: None
    keep: Callable[[str, Path], None] = lambda name, file: None
    outputs: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Path:
        """What the job writes for people."""
        return self.checkout.parent / f"{self.checkout.name}-summary.md"

    @property
    def temporary(self) -> Path:
        """The folder of the job outside of its checkout."""
        return self.checkout.parent / f"{self.checkout.name}-temp"

    def job(self, workflow: str, name: str) -> list[Step]:
        """Every `run:` step of a job of a workflow file in the checkout, and its uploads."""
        text = (self.checkout / ".github" / "workflows" / workflow).read_text(encoding="utf-8")
        job = yaml.safe_load(text)["jobs"][name]
        self.temporary.mkdir(exist_ok=True)
        self.grant(job["permissions"])
        done: list[Step] = []
        for step in job["steps"]:
            failed = any(each.code for each in done)
            wanted = {None: not failed, "always()": True, "failure()": failed}[step.get("if")]
            if "run" in step and wanted:
                done.append(self._ran(step))
            elif "upload-artifact" in step.get("uses", "") and wanted:
                self._upload(step["with"])
        return done

    def _upload(self, asked: Mapping[str, Any]) -> None:
        """`if-no-files-found: ignore` is what ours say; the token is no part of it."""
        assert asked["if-no-files-found"] == "ignore"
        path = Path(self.checkout, self._filled(asked["path"]))
        if path.is_file():
            self.keep(asked["name"], path)

    def _ran(self, step: Mapping[str, str]) -> Step:
        granted = {key: self._filled(value) for key, value in dict(step.get("env") or {}).items()}
        output = self.temporary / "output"
        output.write_text("", encoding="utf-8")
        environment = {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "HOME": os.environ["HOME"],
            "GIT_CONFIG_GLOBAL": os.environ["GIT_CONFIG_GLOBAL"],
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(output),
            "RUNNER_TEMP": str(self.temporary),
            **self.ambient,
            **granted,
        }
        assert "${{" not in step["run"], "an expression in a script is text of whoever wrote it"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        ran = subprocess.run(
            command, cwd=self.checkout, env=environment, capture_output=True, text=True, check=False
        )
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"steps.{step['id']}.outputs.{name}"] = value
        return Step(step["name"], ran.returncode, ran.stdout + ran.stderr)

    def _filled(self, value: str) -> str:
        known = {"runner.temp": str(self.temporary), **self.known}
        return _EXPRESSION.sub(lambda found: known.get(found[1], ""), value)
