#!/usr/bin/env python3
"""One command for everything: `python3 dev.py run` starts the console, `python3 dev.py test` runs its tests.

Promise: where there is only Python, the first start fetches what is missing into `.venv`, and as root the system's
packages too; otherwise it names exactly what to install. Later starts need no network and cost milliseconds. Standard
library only.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements-dev.txt"
STAMP = VENV / ".set-up"
COMPILED = VENV / ".compiled"
LEAST_PYTHON = (3, 11)

# What Qt's wheels expect of a Debian 12 or 13, found by adding one at a time to an empty system.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
DEBIANS_LIBPYTHON = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
PROGRAMS = {
    "test": {
        "Xvfb": "xvfb",
        "xdotool": "xdotool",
        "initdb": "postgresql",
        "prometheus": "prometheus",
        "prometheus-alertmanager": "prometheus-alertmanager",
        "gnome-keyring-daemon": "gnome-keyring",
        "dbus-run-session": "dbus-daemon",
        "dunst": "dunst",
    },
    "package": {"Xvfb": "xvfb", "objcopy": "binutils", f"{DEBIANS_LIBPYTHON}.so.1.0": DEBIANS_LIBPYTHON},
}
"""What single verbs call or load besides, by the package that has it."""
CHINESE_FONT = "fonts-wqy-microhei"
CHINESE_FONT_FILES = ("wqy", "NotoSansCJK", "NotoSerifCJK", "NotoSansSC", "SourceHan", "DroidSansFallback")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def main(arguments: list[str]) -> int:
    """Do the verb `arguments` begin with; `run` when there is none. Returns the exit code."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    if verb in {"help", "-h", "--help"}:
        print(usage())
        return 0
    if verb not in VERBS:
        say(usage())
        return 2
    if sys.version_info < LEAST_PYTHON:
        say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 1
    try:
        prepare(PROGRAMS.get(verb, {}))
        return VERBS[verb][0](rest)
    except subprocess.CalledProcessError as error:
        say(f"This failed with exit code {error.returncode}; nothing after it was done:\n  {shown(error.cmd)}")
        return 1
    except KeyboardInterrupt:
        return 130


# The verbs


def run(arguments: list[str]) -> int:
    """Start the console; arguments are its own (`run --help`)."""
    command = [str(PYTHON), "-m", "console", *arguments]
    if os.name == "posix":
        os.execve(PYTHON, command, environment())
    return subprocess.call(command, env=environment())


def test(arguments: list[str]) -> int:
    """Run the tests; arguments are pytest's.  All of them are shared out file by file, in the order they are collected.

    Many wait for another process, so that half as many again run as there are processors.
    """
    whole = all(argument.startswith("-") for argument in arguments)
    workers = max(2, (os.cpu_count() or 1) * 3 // 2)
    shared = ["-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder"] if whole else []
    return python("-m", "pytest", *shared, *arguments)


def check(arguments: list[str]) -> int:
    """Look for what a careful reader would object to: ruff, mypy, import contracts."""
    tools: dict[str, list[str | Path]] = {
        "lint": [BIN / "ruff", "check", *arguments],
        "format": [BIN / "ruff", "format", "--check", *arguments],
        "types": [PYTHON, "-m", "mypy"],
        "layers": [BIN / "lint-imports", "--no-logo"],
    }
    failed = []
    for name, command in tools.items():
        print(f"== {name}", flush=True)
        if subprocess.call(command, cwd=ROOT, env=environment()):
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All of it holds.")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Measure; arguments name what."""
    return python("-m", "tests.benchmarks", *arguments)


def simulate(arguments: list[str]) -> int:
    """Play seeded histories of consoles and a hub; arguments are how many, and the first seed."""
    return python("-m", "tests.support.simulate", *arguments)


def shot(arguments: list[str]) -> int:
    """Draw the pages into a folder."""
    return python("-m", "tests.support.shots", *arguments)


def package(arguments: list[str]) -> int:
    """Freeze the console and start the result once."""
    return python("packaging/smoke.py", *arguments)


def translate(arguments: list[str]) -> int:
    """Gather the texts of the widgets into resources/i18n/*.ts, and name those without a translation."""
    return python("-m", "tests.support.translations", *arguments)


def lock(arguments: list[str]) -> int:
    """Write requirements-dev.txt anew from pyproject.toml: exact versions and hashes, no address."""
    quiet = ["-q", "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "python3 dev.py lock"]
    wanted = ["--universal", "--generate-hashes", "--python-version", "3.11", "--extra", "dev", "-o", LOCK.name]
    return subprocess.call([BIN / "uv", "pip", "compile", *quiet, *wanted, *arguments, "pyproject.toml"], cwd=ROOT)


VERBS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    verb.__name__: (verb, verb.__doc__ or "")
    for verb in (run, test, check, bench, simulate, shot, package, translate, lock)
}


def usage() -> str:
    """The verbs, one a line."""
    lines = [f"  {name:<10} {words}" for name, (_, words) in VERBS.items()]
    return "\n".join(["python3 dev.py VERB [arguments]", *lines])


# What must stand before


def prepare(programs: dict[str, str]) -> None:
    """Set up what is missing or out of date; when nothing is, look at a few file dates and return.

    `programs` are called besides, by the package that has each.  A `.venv` that is a link is left as it is.
    """
    if not VENV.is_symlink() and (not STAMP.exists() or STAMP.read_text("utf-8") != fingerprint()):
        install_system_packages(missing_packages())
        make_venv()
        STAMP.write_text(fingerprint(), "utf-8")
    if sys.platform.startswith("linux"):
        install_system_packages([package for program, package in programs.items() if not is_there(program)])
    build_translations()
    compile_sources()


def fingerprint() -> str:
    """What `.venv` was made from: its place, its interpreter, the locked packages; another one needs a new set-up."""
    parts = (str(ROOT), os.path.realpath(PYTHON), hashlib.sha256(LOCK.read_bytes()).hexdigest())
    return "\n".join(parts)


def missing_packages() -> list[str]:
    """Names of the Debian packages this system lacks; [] on other systems, whose wheels carry all they need."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if not has_chinese_font():
        missing.append(CHINESE_FONT)
    return missing


def loads(library: str) -> bool:
    """Whether the system's loader finds the shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_there(program: str) -> bool:
    """Whether the program can be called, or the library loaded.

    Debian keeps PostgreSQL's programs beside the PATH, and its Python without the library that freezing takes along.
    """
    if program.startswith("lib"):
        return sys.base_prefix != "/usr" or loads(program)
    return bool(shutil.which(program) or any(Path("/usr/lib/postgresql").glob(f"*/bin/{program}")))


def has_chinese_font() -> bool:
    """Whether one of the usual fonts with Chinese glyphs lies in a font folder."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    names = (name for folder in folders for _, _, files in os.walk(folder) for name in files)
    return any(name.startswith(CHINESE_FONT_FILES) for name in names)


def install_system_packages(packages: list[str]) -> None:
    """Install them as root; else say how, and stop unless only the font is missing (the console starts without)."""
    if not packages:
        return
    update = ["apt-get", "-o", "DPkg::Lock::Timeout=600", "update", "-q"]
    install = ["apt-get", "-o", "DPkg::Lock::Timeout=600", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        say(f"System packages are missing. Under Debian they are called:\n  {shown(packages)}")
    elif os.geteuid() == 0:
        say(f"Installing system packages: {shown(packages)}")
        for command in (update, install):
            subprocess.run(
                command, check=True, stdout=sys.stderr, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            )
        return
    else:
        say(f"System packages are missing. Install them with:\n  sudo {shown(install)}")
    if packages != [CHINESE_FONT]:
        raise SystemExit(1)


def make_venv() -> None:
    """Make `.venv`, or bring it to the locked packages; one of another place or interpreter is thrown away first."""
    say("Setting up .venv; this takes about a minute and happens once.")
    kept = STAMP.exists() and STAMP.read_text("utf-8").splitlines()[:2] == fingerprint().splitlines()[:2]
    if Path(sys.prefix) != VENV:
        again = ["--clear"] if STAMP.exists() and not kept else []
        subprocess.run([sys.executable, "-m", "venv", *again, VENV], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check", "--compile"]
    subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True, stdout=sys.stderr)
    ask = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    folder = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    Path(folder, "support-console-checkout.pth").write_text(f"{ROOT}\n", "utf-8")


def build_translations() -> None:
    """Compile resources/i18n/*.ts where the source is newer."""
    for source in (ROOT / "resources/i18n").glob("*.ts"):
        target = source.with_suffix(".qm")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            # Beside it first: a console that runs has the old one mapped into its memory.
            beside = target.with_suffix(".new")
            lrelease = [str(BIN / "pyside6-lrelease"), str(source), "-qm", str(beside)]
            subprocess.run(lrelease, check=True, stdout=subprocess.DEVNULL)
            beside.replace(target)


def compile_sources() -> None:
    """Write the bytecode of changed sources, also where PYTHONDONTWRITEBYTECODE would keep Python from doing it."""
    compiled = COMPILED.stat().st_mtime if COMPILED.exists() else 0.0
    if newest(ROOT / "console") > compiled:
        COMPILED.touch()
        # A source that does not compile is reported by the verb itself, with the line.
        subprocess.run([PYTHON, "-m", "compileall", "-q", "console"], cwd=ROOT, check=False, capture_output=True)


def newest(folder: Path) -> float:
    """When a Python file below `folder` was last written, in seconds since 1970."""
    return max(path.stat().st_mtime for path in folder.rglob("*.py"))


# How things are started and told


def python(*arguments: str) -> int:
    """Run the venv's Python in the project's folder; returns its exit code."""
    return subprocess.call([PYTHON, *arguments], cwd=ROOT, env=environment())


def environment() -> dict[str, str]:
    """This process's environment, in which Python may keep its bytecode."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def shown(command: Iterable[object]) -> str:
    """A command as one would type it; none of its words holds a blank."""
    return " ".join(str(word) for word in command)


def say(text: str) -> None:
    """Tell the person at the terminal; stdout stays the verb's own."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
