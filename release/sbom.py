"""The list of what an installed smmops consists of (CycloneDX 1.6): the wheel, and each dependency as it is locked."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def bom(wheel: Path, lock: Path, *, epoch: str) -> dict[str, Any]:
    """The SBOM as JSON: the wheel with its SHA-256, and all that `lock` installs beside it, by hash."""
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(lock)]
    ran = subprocess.run(
        [*command, "--of", "JSON", "--sv", "1.6", "--output-reproducible"],
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch},
        capture_output=True,
        text=True,
        check=True,
    )
    made: dict[str, Any] = json.loads(ran.stdout)
    name, version = wheel.name.split("-")[:2]
    ours = f"{name}=={version}"
    made.setdefault("metadata", {})["component"] = {
        "type": "application",
        "bom-ref": ours,
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}],
    }
    parts = sorted(each["bom-ref"] for each in made["components"])
    made["dependencies"] = [{"ref": ours, "dependsOn": parts}, *({"ref": part} for part in parts)]
    return made


def wrong(made: dict[str, Any]) -> str | None:
    """What CycloneDX's own schema says against it; None where nothing."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made))
    return str(found) if found else None


def write(wheel: Path, lock: Path, *, epoch: str) -> Path:
    """Puts the SBOM beside the wheel; ValueError where the schema refuses it."""
    made = bom(wheel, lock, epoch=epoch)
    said = wrong(made)
    if said:
        raise ValueError(said)
    path = wheel.with_name(f"{'-'.join(wheel.name.split('-')[:2])}.cdx.json")
    path.write_text(json.dumps(made, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return path
