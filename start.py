"""Set up and go, with nothing but Python 3.11+:

    python start.py          set up, then run the main job: data/raw → tables, figures, notebooks
    python start.py test     set up, then run the tests

Everything goes into the folder .venv beside this file. What follows the word `run` or `test` is
handed on: `python start.py run --jobs 2`, `python start.py test -k kwic`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE / ".venv"
LOCK = HERE / "requirements.lock"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main(words: list[str]) -> int:
    """Set up if needed, do what was asked, and return its exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036  (older Pythons get this far, and need the words)
        print(f"This needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    what, rest = (words[0], words[1:]) if words else ("run", [])
    if what not in ("run", "test"):
        print(__doc__, file=sys.stderr)
        return 2
    if not _is_set_up() and not _set_up():
        return 1
    module = ["analysis", "run"] if what == "run" else ["pytest"]
    return _python("-m", *module, *rest)


def _stamp() -> str:
    """What the folder was set up from: lock, package description, Python and place."""
    told = LOCK.read_bytes() + (HERE / "pyproject.toml").read_bytes()
    return hashlib.sha256(told + f"{sys.version}{HERE}".encode()).hexdigest()


def _is_set_up() -> bool:
    stamp = FOLDER / "set-up"
    return PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == _stamp()


def _set_up() -> bool:
    print("Setting up in .venv (a few minutes the first time) …", flush=True)
    try:
        venv.create(FOLDER, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, OSError) as error:
        print(
            f"The folder .venv could not be made ({error}). On Debian and Ubuntu first install the "
            "package python3-venv.",
            file=sys.stderr,
        )
        return False
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    done = (
        _python(*pip, "--require-hashes", "-r", str(LOCK)) == 0
        and _python(*pip, "--no-deps", "--no-build-isolation", "-e", str(HERE)) == 0
    )
    if done:
        (FOLDER / "set-up").write_text(_stamp(), "utf-8")
    else:
        print("Installing failed; see above. Is there a network?", file=sys.stderr)
    return done


def _python(*arguments: str) -> int:
    return subprocess.run([str(PYTHON), *arguments], cwd=HERE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
