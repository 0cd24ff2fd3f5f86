"""Freezes the console and uses the result as a person would: its window opens, its command line works.

Promise: everything happens in a temporary folder with a fresh profile; `--keep DIR` puts the frozen folder there,
`--deb DIR` a Debian package of it, and neither comes of a console that does not work.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import deb

ROOT = Path(__file__).resolve().parent.parent
NAME = "support-console"
PATIENCE = 120
"""Seconds any one start may take on a busy machine."""


def main() -> int:
    """Build, try, tell. Returns 0 when all of it works."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="put the frozen folder here")
    parser.add_argument("--deb", type=Path, metavar="DIR", help="put a Debian package here")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="console-smoke-") as folder:
        work = Path(folder)
        program = freeze(work)
        window_opens(program, work / "offscreen", {"QT_QPA_PLATFORM": "offscreen"})
        if sys.platform.startswith("linux"):
            with display() as name:
                window_opens(program, work / "xcb", {"QT_QPA_PLATFORM": "xcb", "DISPLAY": name})
        command_line_works(program, work / "commands")
        if arguments.keep:
            shutil.copytree(program.parent, arguments.keep, dirs_exist_ok=True, symlinks=True)
        if arguments.deb:
            print(deb.build(program.parent, arguments.deb))
    return 0


def freeze(work: Path) -> Path:
    """Build the folder; returns the program in it."""
    began = time.monotonic()
    spec = ROOT / "packaging" / f"{NAME}.spec"
    paths = ["--distpath", str(work / "dist"), "--workpath", str(work / "build")]
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *paths, str(spec)], check=True
    )
    program = work / "dist" / NAME / (f"{NAME}.exe" if os.name == "nt" else NAME)
    size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"frozen in {time.monotonic() - began:.0f} s, {size / 1e6:.0f} MB", flush=True)
    return program


def window_opens(program: Path, home: Path, wanted: dict[str, str]) -> None:
    """Start the window on a fresh profile; it paints itself once, says "ready" and quits with 0."""
    began = time.monotonic()
    told = start(program, [], home, wanted | {"SUPPORT_CONSOLE_SMOKE": "1"})
    if "ready" not in told.split():
        raise SystemExit(f"the window never said it was ready: {told!r}")
    print(f"window on {wanted['QT_QPA_PLATFORM']}: opened and closed in {time.monotonic() - began:.1f} s", flush=True)


def command_line_works(program: Path, home: Path) -> None:
    """Fill a profile and read it back: the libraries that are imported late are in the folder too."""
    profile = ["--profile", str(home / "profile")]
    start(program, [*profile, "demo", "--size", "20", "--seed", "1"], home, {})
    listed = json.loads(start(program, [*profile, "tickets", "list", "--json"], home, {}))
    if listed["total"] != 20:
        raise SystemExit(f"20 tickets were made, {listed['total']} are listed")
    print("command line: made and listed 20 tickets", flush=True)


def start(program: Path, arguments: list[str], home: Path, wanted: dict[str, str]) -> str:
    """Run the program with nothing of this environment but what any desktop has; returns its stdout."""
    (home / "runtime").mkdir(parents=True, mode=0o700, exist_ok=True)
    system = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    own = {"HOME": str(home), "APPDATA": str(home), "LOCALAPPDATA": str(home), "XDG_RUNTIME_DIR": str(home / "runtime")}
    environment = system | own | {"LANG": "C.UTF-8"} | wanted
    done = subprocess.run(
        [str(program), *arguments], cwd=home, env=environment, capture_output=True, timeout=PATIENCE, check=False
    )
    said = done.stdout.decode("utf-8")
    if done.returncode:
        raise SystemExit(
            f"{program.name} {' '.join(arguments)}: exit code {done.returncode}\n{said}{done.stderr.decode('utf-8')}"
        )
    return said


@contextmanager
def display() -> Iterator[str]:
    """A private X server's name, while it lasts."""
    reader, writer = os.pipe()
    screen = ["-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), *screen],
        pass_fds=[writer],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
