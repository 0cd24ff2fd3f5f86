"""Tables of a TOML file, read key by key, with a note of everything that does not fit.

Promise: a reader always answers a value of the kind asked for: reading goes on, and all faults are found at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from console.models.runbook import Bound, Scalar, Text
from console.models.values import dataclass

E = TypeVar("E", bound=StrEnum)

LONGEST_TEXT = 4000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_BOUND = re.compile(r"\s*(<=|>=|!=|=|<|>)\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*")


class Wrong(StrEnum):
    """What can be wrong with a definition."""

    TOO_LARGE = "too_large"
    NOT_TOML = "not_toml"
    UNKNOWN_KEY = "unknown_key"
    MISSING = "missing"
    WRONG_KIND = "wrong_kind"
    BAD_VALUE = "bad_value"
    BAD_NAME = "bad_name"
    BAD_BOUND = "bad_bound"
    BAD_PATH = "bad_path"
    BAD_PLACE = "bad_place"
    OUT_OF_RANGE = "out_of_range"
    TEXT_TOO_LONG = "text_too_long"
    REPEATED = "repeated"
    PLACEHOLDER = "placeholder"
    ONLY_LOOKS = "only_looks"
    CHECKS_ONLY = "checks_only"
    NEVER_REPEATED = "never_repeated"
    NOT_A_QUERY = "not_a_query"
    NO_STEP = "no_step"
    CATEGORY_TAKEN = "category_taken"
    NEVER_AUTOMATIC = "never_automatic"
    AUTO_REVERSIBLE = "auto_reversible"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in which step, at which key, and the value found there."""

    step: str
    """Its id, else the list and the number in it; "" for the file itself."""
    wrong: Wrong
    key: str
    value: str = ""


class Table:
    """One table of a definition; what is wrong is added to `faults`."""

    def __init__(self, read: Mapping[str, object], step: str, within: str, faults: list[Fault]) -> None:
        """`step` is what its faults are told of, `within` the key it stands under."""
        self.read = read
        self.step = step
        self.seen: set[str] = set()
        """Ids met so far, for whoever reads several tables."""
        self._within = within
        self._faults = faults
        self._asked: set[str] = set()

    def blame(self, wrong: Wrong, key: str, value: str = "", *, step: str | None = None) -> None:
        """Note a fault."""
        self._faults.append(Fault(self.step if step is None else step, wrong, self._within + key, str(value)))

    def nothing_else(self) -> None:
        """Every key that nobody asked for is a fault."""
        for key in self.read:
            if key not in self._asked:
                self.blame(Wrong.UNKNOWN_KEY, key)

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self.read

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default one is needed."""
        found = self._value(key, needed=default is None)
        if found is None:
            return default or ""
        if not isinstance(found, str) or (default is None and not found.strip()):
            self.blame(Wrong.WRONG_KIND, key, "text")
            return default or ""
        if len(found) > LONGEST_TEXT or "\0" in found:
            self.blame(Wrong.TEXT_TOO_LONG, key, str(LONGEST_TEXT))
        return found

    def name(self, key: str, default: str | None = None) -> str:
        """A name such as `identity_provider`."""
        found = self.text(key, default)
        if found and not _NAME.fullmatch(found):
            self.blame(Wrong.BAD_NAME, key, found)
        return found

    def is_name(self, key: str) -> str:
        """The key itself, which has to be a name."""
        if not _NAME.fullmatch(key):
            self.blame(Wrong.BAD_NAME, key, key)
        return key

    def path(self, key: str, default: str | None = None) -> str:
        """The path of an address, from its first slash."""
        found = self.text(key, default)
        odd = any(character.isspace() or ord(character) < 32 or ord(character) > 126 for character in found)
        if found and (odd or not found.startswith("/") or found.startswith("//") or "#" in found):
            self.blame(Wrong.BAD_PATH, key, found)
        return found

    def word(self, key: str, kind: type[E], default: E | None = None) -> E:
        """One of an enum's words."""
        found = self._value(key, needed=default is None)
        if isinstance(found, str) and found in set(kind):
            return kind(found)
        if found is not None:
            self.blame(Wrong.BAD_VALUE, key, str(found)[:80])
        return default or next(iter(kind))

    def number(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        found = self._value(key, needed=False)
        if found is None:
            return default
        if not isinstance(found, int) or isinstance(found, bool):
            self.blame(Wrong.WRONG_KIND, key, "number")
            return default
        if not least <= found <= most:
            self.blame(Wrong.OUT_OF_RANGE, key, f"{least}-{most}")
            return default
        return found

    def flag(self, key: str) -> bool:
        """True or false; false where it is not given."""
        found = self._value(key, needed=False)
        if found is not None and not isinstance(found, bool):
            self.blame(Wrong.WRONG_KIND, key, "true / false")
        return found is True

    def numbers(self, key: str, default: tuple[int, ...], most: int) -> tuple[int, ...]:
        """Whole numbers from 0 to `most`, at least one."""
        found = self._value(key, needed=False)
        if found is None:
            return default
        listed = found if isinstance(found, list) else [found]
        whole = [item for item in listed if isinstance(item, int) and not isinstance(item, bool)]
        if not whole or len(whole) < len(listed):
            self.blame(Wrong.WRONG_KIND, key, "[number]")
            return default
        if not all(0 <= item <= most for item in whole):
            self.blame(Wrong.OUT_OF_RANGE, key, f"0-{most}")
        return tuple(whole)

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        found = self._value(key, needed=default is None)
        if found is None:
            return default or ()
        if not isinstance(found, list) or not all(isinstance(item, str) and "\0" not in item for item in found):
            self.blame(Wrong.WRONG_KIND, key, "[text]")
            return default or ()
        return tuple(found)

    def scalars(self, key: str) -> tuple[tuple[str, Scalar], ...]:
        """Plain values by name."""
        found = self._value(key, needed=False)
        if found is None:
            return ()
        if not isinstance(found, dict) or not all(isinstance(item, str | int | float) for item in found.values()):
            self.blame(Wrong.WRONG_KIND, key, "{name = value}")
            return ()
        return tuple(found.items())

    def bound(self, key: str) -> Bound:
        """Such as "<= 0.05"."""
        found = self.text(key)
        matched = _BOUND.fullmatch(found)
        if matched is None:
            if found:
                self.blame(Wrong.BAD_BOUND, key, found)
            return Bound("=", 0)
        return Bound(matched[1], float(matched[2]))

    def text_pair(self, key: str, default: Text | None = None) -> Text:
        """A text in both languages."""
        if default is not None and key not in self.read:
            self._asked.add(key)
            return default
        table = self.table(key)
        if table is None:
            return Text("", "")
        made = Text(table.text("en"), table.text("zh"))
        table.nothing_else()
        return made

    def table(self, key: str, *, needed: bool = True) -> Table | None:
        """A table within this one."""
        found = self._value(key, needed=needed)
        if found is None:
            return None
        if not isinstance(found, dict):
            self.blame(Wrong.WRONG_KIND, key, "{ }")
            return None
        return Table(found, self.step, f"{self._within}{key}.", self._faults)

    def tables(self, key: str) -> list[Table]:
        """Tables in a list, each known by the list and its number until it says its name."""
        found = self._value(key, needed=False)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.blame(Wrong.WRONG_KIND, key, f"[[{key}]]")
            return []
        return [Table(item, f"{key} {at}", "", self._faults) for at, item in enumerate(found, 1)]

    def _value(self, key: str, *, needed: bool) -> object:
        self._asked.add(key)
        found = self.read.get(key)
        if found is None and needed:
            self.blame(Wrong.MISSING, key)
        return found
