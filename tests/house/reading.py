"""How the rules of the house see the tree: each Python file once, with its syntax tree and the names it uses.

Promise: nothing here imports the code it reads.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GENERATED = frozenset({"build", "dist", "shots"})


@dataclass(frozen=True)
class Source:
    """A Python file: its path within the project, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The file's syntax tree."""
        return ast.parse(self.text)

    @property
    def in_console(self) -> bool:
        """Whether the file ships."""
        return self.path.startswith("console/")

    @cached_property
    def aliases(self) -> dict[str, str]:
        """What each imported name stands for, in dots: `from time import monotonic as m` gives m -> time.monotonic."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {(name.asname or name.name.split(".")[0]): _bound(name) for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {(name.asname or name.name): f"{node.module}.{name.name}" for name in node.names}
        return found

    def uses(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of all that the file reads, imports resolved; `x.y.z` comes once, whole."""
        inner = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name | ast.Attribute) and id(node) not in inner:
                head, _, rest = dotted(node).partition(".")
                name = self.aliases.get(head, head)
                yield node.lineno, f"{name}.{rest}" if rest else name

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and module of each import, wherever it stands; `from a import b` gives a and a.b."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, name.name) for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.lineno, node.module
                yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def _bound(name: ast.alias) -> str:
    return name.name if name.asname else name.name.split(".")[0]


def dotted(node: ast.AST) -> str:
    """`a.b.c` of nested attributes; what is not a name at the root shows as `?`."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def files(root: Path = ROOT) -> Iterator[Path]:
    """Each file that belongs to the project below `root`: no hidden folder but .ci, nothing generated."""
    for path in sorted(root.iterdir()):
        hidden = path.name.startswith(".") and path.name not in {".ci", ".gitignore"}
        if hidden or path.name == "__pycache__" or (path.parent == ROOT and path.name in GENERATED):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


@cache
def sources() -> tuple[Source, ...]:
    """Each Python file of the project."""
    paths = (path for path in files() if path.suffix in {".py", ".spec"})
    return tuple(Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths)
