"""Set up and go, with nothing but Python 3.11 or newer:

    python start.py          set up, then run the main job: data/raw → tables, figures, notebooks
    python start.py test     set up, then run the tests
    python start.py lab      set up, then open the notebooks in JupyterLab

Everything is installed into the folder .venv beside this file. Whatever follows `run`, `test` or `lab`
is passed on: `python start.py run --jobs 2`, `python start.py test -k kwic`, `python start.py lab --no-browser`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
COMMANDS = {
    "run": ("-m", "analysis", "run"),
    # One process for each processor; tests that share a costly fixture stay together (tests/conftest.py).
    "test": ("-m", "pytest", "-n", "logical", "--maxprocesses", "8", "--dist", "loadgroup"),
    # JupyterLab shows the folder `notebooks` and nothing above it. It answers this machine only, so root,
    # as in a container, may run it too.
    "lab": ("-m", "jupyterlab", f"--ServerApp.root_dir={ROOT / 'notebooks'}", "--allow-root"),
}


def main(arguments: list[str]) -> int:
    """Set up if needed, run the command, and return its exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036  (older Pythons get this far and need the message)
        print(f"This needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    command, options = (arguments[0], arguments[1:]) if arguments else ("run", [])
    if command not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    if not is_set_up() and not set_up():
        return 1
    return run_python(*COMMANDS[command], *options)


def compute_stamp() -> str:
    """A hash of what .venv is made from: the lock, pyproject.toml, the Python and this folder's path."""
    contents = LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(contents + f"{sys.version}{ROOT}".encode()).hexdigest()


def is_set_up() -> bool:
    """Whether .venv is complete and was made from what is here now."""
    stamp = VENV / "set-up"
    return PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == compute_stamp()


def set_up() -> bool:
    """Make .venv again and install the lock and this project into it; False if that failed."""
    print("Setting up in .venv (a few minutes the first time) …", flush=True)
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, OSError) as error:
        print(
            f"The folder .venv could not be made ({error}). On Debian and Ubuntu first install the "
            "package python3-venv.",
            file=sys.stderr,
        )
        return False
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    installed = (
        run_python(*pip, "--require-hashes", "-r", str(LOCK)) == 0
        and run_python(*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)) == 0
    )
    if installed:
        (VENV / "set-up").write_text(compute_stamp(), "utf-8")
    else:
        print("Installing failed; see above. Is there a network?", file=sys.stderr)
    return installed


def run_python(*arguments: str) -> int:
    """Run the Python of .venv in this folder and return its exit status."""
    with subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                # Ctrl-C reaches that process too, which ends in its own way: JupyterLab asks first.
                continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
