"""The catalogues of the window's texts: `python -m tests.support.translations` gathers what the sources say now.

Promise: translations that stand are kept; texts that are gone go; what is new is unfinished until it is translated.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources/i18n"
CATALOGUES = {"zh_CN": FOLDER / "console_zh_CN.ts", "en": FOLDER / "console_en.ts"}
"""English holds the plurals alone: every other text is its own translation."""
MARKS = ("tr(", "QT_TRANSLATE_NOOP(", ".translate(")


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a catalogue."""

    context: str
    source: str
    translations: tuple[str, ...]
    """One, or one for each number form."""
    counted: bool
    finished: bool


def sources() -> list[Path]:
    """The files whose texts are gathered."""
    files = (ROOT / "console").rglob("*.py")
    return sorted(file for file in files if any(mark in file.read_text("utf-8") for mark in MARKS))


def gather(catalogues: Iterable[Path]) -> None:
    """Bring catalogues to what the sources say."""
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    for catalogue in catalogues:
        plurals = ["-pluralonly"] if catalogue.name == CATALOGUES["en"].name else []
        options = ["-ts", str(catalogue), "-no-obsolete", "-locations", "none", *plurals]
        command = [str(lupdate), *map(str, sources()), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def compile_catalogue(catalogue: Path, target: Path) -> None:
    """Write the .qm of a .ts, whole: a console that runs has the old one mapped into its memory."""
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    beside = target.with_suffix(".new")
    subprocess.run([lrelease, catalogue, "-qm", beside], check=True, stdout=subprocess.DEVNULL)
    beside.replace(target)


def messages(catalogue: Path) -> list[Message]:
    """What a catalogue holds."""
    found = []
    for context in ET.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = tuple(form.text or "" for form in translation.iter("numerusform"))
            found.append(
                Message(
                    context.findtext("name") or "",
                    message.findtext("source") or "",
                    forms or (translation.text or "",),
                    counted=message.get("numerus") == "yes",
                    finished=translation.get("type") != "unfinished",
                )
            )
    return found


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    gather(CATALOGUES.values())
    for catalogue in CATALOGUES.values():
        compile_catalogue(catalogue, catalogue.with_suffix(".qm"))
        for message in messages(catalogue):
            if not message.finished:
                print(f"{catalogue.name}: {message.context}: {message.source}")
