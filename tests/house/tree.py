"""What is asked of files as text: that they speak of the project alone, and name only what exists.

Promise: each rule is a function from a path and a text to sentences about its breaches; test_tree.py breaks them all.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.reading import Source, dotted

RULES = frozenset({"tests/house/tree.py", "tests/house/test_tree.py"})
FOREIGN_WORDS = re.compile(
    r"(?<![\w.])/(work|root|opt/(pypi|wheels))/|/home/[a-z]+/|[A-Z]:\\\\Users"
    r"|\b(sub-?agents?|claude|chatgpt|copilot|language model|llms?|the brief)\b"
    r"|\b(pypi\.org|pythonhosted\.org|deb\.debian\.org|npmjs\.(org|com))\b|--index-url|--find-links|-\s?@\s?file:",
    re.IGNORECASE,
)
QUOTED = re.compile(r"`([^`\n]+)`")
LINKED = re.compile(r"\]\(([^)#\s]+)\)")
FOLDERS = ("console/", "tests/", "resources/", "packaging/", ".ci/", "docs/")
FILES = re.compile(r"[\w.-]+\.(py|md|toml|txt|spec|sql|ts)")
GENERATED = frozenset({".venv", ".qm"})
SENTENCE_PARTS = re.compile(r"[\s<>{}()=,:]")


def foreign_words(path: str, text: str) -> Iterator[str]:
    """Paths of one machine, registries, and words about how the work is organised."""
    if path in RULES:
        return
    for number, line in enumerate(text.splitlines(), 1):
        found = FOREIGN_WORDS.search(line)
        if found:
            yield f"{path}:{number}: {found.group()}"


def missing_files(path: str, text: str, root: Path) -> Iterator[str]:
    """Files that a document names and the project does not have; a name with `*` needs one that fits."""
    for number, line in enumerate(text.splitlines(), 1):
        for name in (*QUOTED.findall(line), *LINKED.findall(line)):
            if _names_a_file(name) and not _exists(name, root):
                yield f"{path}:{number}: there is no {name}"


def _names_a_file(name: str) -> bool:
    if SENTENCE_PARTS.search(name) or "://" in name or name.endswith(".qm"):
        return False
    return name.startswith(FOLDERS) or FILES.fullmatch(name) is not None


def _exists(name: str, root: Path) -> bool:
    if "*" in name:
        return any(root.glob(name))
    return (root / name).exists() or ("/" not in name and any((root / "console").rglob(name)))


def missing_resources(source: Source, resources: Path) -> Iterator[str]:
    """Shipped files and icons that the code names and the project does not have."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            for name in _resources(node):
                if not (resources / name.replace(".qm", ".ts")).exists():
                    yield f"{source.path}:{node.lineno}: there is no resource {name}"


def _resources(call: ast.Call) -> Iterator[str]:
    function = dotted(call.func).rpartition(".")[2]
    first = call.args[0] if call.args else None
    if function == "resource" and isinstance(first, ast.Constant):
        yield str(first.value)
    elif function == "resource" and isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
        yield str(first.values[0].value).rpartition("/")[0]
    elif function in {"icon", "pixmap"} and isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield f"icons/{first.value}.svg"
    for keyword in call.keywords:
        if keyword.arg == "icon" and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str):
            yield f"icons/{keyword.value.value}.svg"
