"""What html-validate says of files."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.browser.demo import PROJECT

NODE = Path(sys.executable).parent / "node"
NODE_MODULES = PROJECT / ".tools/web/node_modules"


def html_findings(files: Iterable[Path]) -> dict[str, list[str]]:
    """Return html-validate's errors by file; all files are judged in one run."""
    done = subprocess.run(
        [NODE, PROJECT / "tests/browser/validate.mjs", NODE_MODULES],
        input="\n".join(map(str, files)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    return {entry["file"]: entry["findings"] for entry in json.loads(done.stdout)}
