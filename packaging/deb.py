"""Puts a frozen console into a Debian package.

Promise: the package installs under /opt, depends on exactly what Qt loads from the system, and needs no Python there.
"""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "support-console"
NEEDS = (
    "libc6, libgl1, libegl1, libxkbcommon-x11-0, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, "
    "libdbus-1-3, libfontconfig1, libglib2.0-0 | libglib2.0-0t64"
)
LIKES = "fonts-noto-cjk | fonts-wqy-microhei"


def build(frozen: Path, target: Path) -> Path:
    """Write the package of the folder `frozen` into the folder `target`; returns its path."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    architecture = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    layout = frozen.parent / "deb"
    _lay_out(frozen, layout)
    control = {
        "Package": NAME,
        "Version": project["version"],
        "Architecture": architecture,
        "Maintainer": f"The {NAME} project <{NAME}@localhost>",
        "Section": "net",
        "Priority": "optional",
        "Depends": NEEDS,
        "Recommends": LIKES,
        "Description": project["description"].rstrip("."),
    }
    (layout / "DEBIAN").mkdir()
    lines = [f"{key}: {value}\n" for key, value in control.items()]
    (layout / "DEBIAN/control").write_text("".join(lines), "utf-8")
    package = target / f"{NAME}_{project['version']}_{architecture}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zzstd", "--build", str(layout), str(package)], check=True)
    return package


def _lay_out(frozen: Path, layout: Path) -> None:
    shutil.copytree(frozen, layout / "opt" / NAME, symlinks=True)
    for folder in (
        "usr/bin",
        "usr/share/applications",
        "usr/share/icons/hicolor/scalable/apps",
        f"usr/share/doc/{NAME}",
    ):
        (layout / folder).mkdir(parents=True)
    (layout / "usr/bin" / NAME).symlink_to(f"/opt/{NAME}/{NAME}")
    shutil.copy(ROOT / f"packaging/{NAME}.desktop", layout / "usr/share/applications")
    shutil.copy(ROOT / "resources/icons/logo.svg", layout / f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg")
    shutil.copy(ROOT / "LICENSE", layout / f"usr/share/doc/{NAME}/copyright")
