"""A tree that is a mapping of paths to text, and the workspace around one post."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from smmops.model.ports import Blob
from smmops.model.problem import Problem
from smmops.model.workspace import Workspace
from smmops.store.load import load

SAMPLES = Path(__file__).parent / "samples"
POST = "content/2026/12/brew-at-home.md"
SETTINGS = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
channels:
  bluesky-acme: {network: bluesky, handle: acme.example, slots: [Tue 09:30, Thu 18:00]}
  mastodon-acme: {network: mastodon, handle: "@acme@social.example", server: https://social.example}
  x-acme: {network: x, handle: acme, timezone: Europe/Berlin}
  x-lab: {network: x, handle: acmelab}
  linkedin-acme: {network: linkedin, handle: acme, account: "urn:li:organization:1"}
"""
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 481034112\n" % (b"ab" * 32)


class Files:
    """A `Tree` of a mapping; a mode other than 100644 is given by path."""

    def __init__(self, files: Mapping[str, str | bytes], modes: Mapping[str, str] | None = None) -> None:
        self.content = {p: t.encode() if isinstance(t, str) else t for p, t in sorted(files.items())}
        self.modes = dict(modes or {})
        self.asked: list[str] = []

    def blobs(self) -> Mapping[str, Blob]:
        return {
            path: Blob(
                oid=hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest(),
                size=len(data),
                mode=self.modes.get(path, "100644"),
            )
            for path, data in self.content.items()
        }

    def read(self, path: str) -> bytes:
        self.asked.append(path)
        return self.content[path]

    def sha256(self, path: str) -> str:
        return hashlib.sha256(self.content[path]).hexdigest()


def samples() -> dict[str, str | bytes]:
    """formats.md's own files, with the channels and media that they name."""
    files: dict[str, str | bytes] = {
        str(path.relative_to(SAMPLES)): path.read_bytes()
        for path in sorted(SAMPLES.rglob("*.*"))
        if path.is_file()
    }
    for name in ("brew.jpg", "chart.png", "bloom.mp4", "bloom.ko.vtt", "bloom-cover.jpg", "report.pdf"):
        files[f"content/media/{name}"] = name.encode()
    more = "".join(
        f"  {name}-acme: {{network: {name}, handle: acme, status: claimed}}\n"
        for name in ("linkedin", "x", "instagram", "facebook", "youtube")
    )
    settings = (SAMPLES / "smmops.yaml").read_text(encoding="utf-8")
    files["smmops.yaml"] = settings.replace("channels:\n", "channels:\n" + more, 1)
    return files


def with_post(front: str, body: str = "Good morning, Busan. ☕", **more: str | bytes) -> Workspace:
    """The workspace of SETTINGS and one post; `more` are files, `__` for `/` and `_dot_` for `.`."""
    files: dict[str, str | bytes] = {"smmops.yaml": SETTINGS, POST: f"---\n{front}---\n{body}\n"}
    for name, content in more.items():
        files[name.replace("__", "/").replace("_dot_", ".").replace("_", "-")] = content
    return load(Files(files))


def said(workspace: Workspace) -> list[str]:
    """Problems as `code line:column message | fix`."""
    return [told(problem) for problem in workspace.problems]


def told(problem: Problem) -> str:
    """One problem as a line."""
    return f"{problem.code} {problem.line}:{problem.column} {problem.message} | {problem.fix}"
