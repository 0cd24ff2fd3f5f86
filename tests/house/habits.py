"""The habits of the house that a reader of one file can see broken.

Promise: a habit is a function from a source to the breaches in it, each a line and a sentence; test_habits.py breaks
each of them.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator

from tests.house.reading import Source, dotted

Breach = tuple[int, str]
Habit = Callable[[Source], Iterator[Breach]]

LONGEST_FILE = {True: 500, False: 800}
LONGEST_FUNCTION = 40

READS_TIME = frozenset(
    {
        *(f"time.{name}" for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time")),
        *(f"time.{name}_ns" for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time")),
        *(f"time.{name}" for name in ("clock_gettime", "clock_gettime_ns", "localtime", "gmtime", "ctime")),
        *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
        "datetime.date.today",
        *(f"PySide6.QtCore.QDateTime.currentDateTime{tail}" for tail in ("", "Utc")),
        *(f"PySide6.QtCore.QDateTime.current{unit}SinceEpoch" for unit in ("MSecs", "Secs")),
        "PySide6.QtCore.QDate.currentDate",
        "PySide6.QtCore.QTime.currentTime",
        "PySide6.QtCore.QElapsedTimer",
        "uuid.uuid1",
        "uuid_utils.uuid1",
    }
)
READS_TIME_IN_SQL = re.compile(r"\bcurrent_(timestamp|time|date)\b|'now'|\b(unixepoch|julianday)\(\)", re.IGNORECASE)
THE_CLOCK = "console/services/clock.py"
THE_HUBS_CLOCK = re.compile(r"console/services/sync/(hub_|postgres_|sqlite_)\w+\.py")
"""SQL that runs on the hub: what it stamps by its own clock rules the consoles' (SPEC 1.4, 1.6)."""

OUTSIDE = (
    "socket",
    "subprocess",
    "requests",
    "urllib.request",
    "http.client",
    "smtplib",
    "imaplib",
    "ftplib",
    "keyring",
)
MAY_REACH_OUT = re.compile(
    r"console/services/(http|reach|secrets|importing|exporting|importing_.*|exporting_.*)\.py"
    r"|console/services/(sync|channels|steps|evidence|intake|reports|importing|exporting)/.*"
    r"|console/views/desktop_alerts\.py"
)

EMPTY_NAMES = frozenset({"util", "utils", "manager", "helper", "helpers", "misc", "stuff"})
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|^#\s*(type:\s*ignore|noqa|pragma\b|mypy:|ruff:)")
WAITS_BLINDLY = frozenset({"time.sleep", "PySide6.QtTest.QTest.qWait", "PySide6.QtTest.QTest.qSleep"})
RICH_TEXT = frozenset({"setHtml", "insertHtml", "toHtml", "QTextBrowser", "QMessageBox", "setInformativeText"})
SHOWS_CLEANED = frozenset({"console/views/knowledge/parts.py", "console/views/pdf.py"})
"""The reader of articles and the pages of reports: they show what services have cleaned or escaped."""
SKIPS = frozenset({"pytest.skip", "pytest.xfail", "pytest.importorskip", "unittest.skip"})

BUILDS_CONSTANTS = frozenset(
    (
        "frozenset tuple dict set list str int float len range zip map enumerate sorted sum max min reversed "
        "accumulate field timedelta datetime compile getLogger itemgetter attrgetter partial cast "
        "join split rsplit items keys values encode maketrans fromkeys casefold lower upper format replace "
        "removeprefix removesuffix resolve text"
    ).split()
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (ast.Import, ast.ImportFrom, *FUNCTIONS, ast.ClassDef)


def stays_short(source: Source) -> Iterator[Breach]:
    """A file one can hold in mind, of functions one can see at once."""
    length, limit = source.text.count("\n"), LONGEST_FILE[source.in_console]
    if length > limit:
        yield 1, f"{length} lines; {limit} is the limit"
    for node in ast.walk(source.tree):
        if isinstance(node, FUNCTIONS):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield node.lineno, f"{node.name} has {lines} lines; {LONGEST_FUNCTION} is the limit"


def introduces_itself(source: Source) -> Iterator[Breach]:
    """A module says in one sentence what it is."""
    words = ast.get_docstring(source.tree)
    if not words:
        yield 1, "no docstring"
    elif not words.partition("\n\n")[0].rstrip().endswith((".", "?", ":")):
        yield 1, "the docstring does not begin with a whole sentence"


def asks_the_clock(source: Source) -> Iterator[Breach]:
    """Time is read in one place; everything else is told the instant."""
    if not source.in_console or source.path == THE_CLOCK:
        return
    yield from ((line, f"reads time: {name}") for line, name in source.uses() if name in READS_TIME)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and dotted(node.func).endswith("uuid7") and not (node.args or node.keywords):
            yield node.lineno, "reads time: uuid7 without an instant"
        if (
            isinstance(node, ast.Constant)
            and _asks_the_machine(node.value)
            and not THE_HUBS_CLOCK.fullmatch(source.path)
        ):
            yield node.lineno, "reads time in SQL"


def _asks_the_machine(value: object) -> bool:
    return isinstance(value, str) and READS_TIME_IN_SQL.search(value) is not None


def does_nothing_at_import(source: Source) -> Iterator[Breach]:
    """Importing a module defines names and builds constants; an `__init__` not even that, but for one tuple."""
    if not source.in_console:
        return
    package = source.path.endswith("__init__.py")
    for node in source.tree.body[1 if ast.get_docstring(source.tree) else 0 :]:
        if package and not _registers(node):
            yield node.lineno, "an __init__ holds a docstring, and in a registry's folder one tuple"
        elif not package:
            yield from _runs(node, source)


def _registers(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return isinstance(node.value, ast.Tuple)
    return isinstance(node, ast.ImportFrom)


def _runs(node: ast.stmt, source: Source) -> Iterator[Breach]:
    if isinstance(node, DEFINITIONS) or _is_text(node):
        return
    if isinstance(node, ast.If):
        yield from _runs_under(node, source)
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        for call in _calls(node.value):
            if not _builds(call, source):
                yield call.lineno, f"runs at import: {dotted(call.func)}()"
    elif not isinstance(node, ast.AnnAssign):
        yield node.lineno, f"runs at import: {type(node).__name__}"


def _runs_under(node: ast.If, source: Source) -> Iterator[Breach]:
    condition = ast.unparse(node.test)
    if condition == "__name__ == '__main__'" and source.path == "console/__main__.py":
        return
    if not condition.endswith("TYPE_CHECKING") and not condition.startswith("sys.platform"):
        yield node.lineno, f"runs at import: if {condition}"
    for inner in (*node.body, *node.orelse):
        yield from _runs(inner, source)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """The calls made when the node is evaluated: those within a lambda or an inner function wait."""
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (*FUNCTIONS, ast.Lambda)):
            yield from _calls(child)


def _builds(call: ast.Call, source: Source, within: tuple[str, ...] = ()) -> bool:
    """Whether the call only makes a value: of a class, by a pure function, or by an own one that does no more."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
    if name in BUILDS_CONSTANTS or name.lstrip("_")[:1].isupper():
        return True
    own = [
        node for node in source.tree.body if isinstance(node, FUNCTIONS) and node.name == name and name not in within
    ]
    return bool(own) and all(_builds(inner, source, (*within, name)) for node in own for inner in _calls(node))


def keeps_state_in_objects(source: Source) -> Iterator[Breach]:
    """Nothing is reached through a global that somebody set."""
    if not source.in_console:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Global):
            yield node.lineno, f"global {', '.join(node.names)}"


def names_what_it_is(source: Source) -> Iterator[Breach]:
    """No name that would fit any code."""
    named = [(1, part) for part in source.path.removesuffix(".py").split("/")]
    defined = (node for node in ast.walk(source.tree) if isinstance(node, (*FUNCTIONS, ast.ClassDef)))
    named += [(node.lineno, node.name) for node in defined]
    for line, name in named:
        words = {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", name)}
        if words & EMPTY_NAMES:
            yield line, f"a name that says nothing: {name}"


def translates_whole_texts(source: Source) -> Iterator[Breach]:
    """An f-string within tr() is never found among the translations."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or dotted(node.func).rpartition(".")[2] not in {"tr", "translate"}:
            continue
        if any(isinstance(argument, ast.JoinedStr) for argument in node.args):
            yield node.lineno, "an f-string in tr(): put placeholders in the text and fill them by format()"


def is_finished(source: Source) -> Iterator[Breach]:
    """No promise of later, no tool silenced, no test left out."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and UNFINISHED.search(token.string):
            yield token.start[0], f"unfinished or silenced: {token.string}"
    for line_number, name in source.uses():
        if name in SKIPS or name.startswith(("pytest.mark.skip", "pytest.mark.xfail")) or name == "NotImplementedError":
            yield line_number, f"unfinished or left out: {name}"


def waits_for_conditions(source: Source) -> Iterator[Breach]:
    """Nothing sleeps: it waits for what it needs, and is told."""
    for line, name in source.uses():
        if name in WAITS_BLINDLY or (source.path.startswith("tests/") and name.endswith("qtbot.wait")):
            yield line, f"waits blindly: {name}"


def reaches_out_at_the_rim(source: Source) -> Iterator[Breach]:
    """The network, other programs and the keyring are met in few places."""
    if not source.in_console or MAY_REACH_OUT.fullmatch(source.path):
        return
    for line, name in source.imports():
        if name in OUTSIDE or name.startswith(tuple(f"{module}." for module in OUTSIDE)):
            yield line, f"reaches outside: {name}"


def shows_data_plainly(source: Source) -> Iterator[Breach]:
    """A label or tooltip that shows data takes it as plain text: Qt guesses markup in anything else."""
    if not source.path.startswith("console/views/"):
        return
    named = {id(node.value): dotted(node.targets[0]) for node in ast.walk(source.tree) if isinstance(node, ast.Assign)}
    calls = [node for node in ast.walk(source.tree) if isinstance(node, ast.Call)]
    plain = {dotted(call.func).removesuffix(".setTextFormat") for call in calls}
    filled = {dotted(call.func).removesuffix(".setText") for call in calls if call.args and not _is_ours(call.args[0])}
    for call in calls:
        function = dotted(call.func).rpartition(".")[2]
        if function in RICH_TEXT and not (source.path in SHOWS_CLEANED and function == "setHtml"):
            yield call.lineno, f"shows markup: {function}"
        elif function == "setToolTip" and not _is_ours(call.args[0]) and _mixes(call.args[0]):
            yield call.lineno, "a tooltip of data: escape it"
        elif function == "QLabel":
            name = named.get(id(call))
            shows_data = name in filled or not all(_is_ours(argument) for argument in call.args[:-1])
            if shows_data and name not in plain:
                yield call.lineno, f"a label of data without PlainText: {name or ast.unparse(call)}"


def _is_ours(text: ast.expr) -> bool:
    """Whether it is a text of the code's own, or one made harmless."""
    if isinstance(text, ast.Call):
        return dotted(text.func).rpartition(".")[2] in {"tr", "translate", "escape"}
    if isinstance(text, ast.JoinedStr):
        return all(_is_ours(part.value) for part in text.values if isinstance(part, ast.FormattedValue))
    return isinstance(text, ast.Constant)


def _mixes(text: ast.expr) -> bool:
    """Whether it is put together from parts or taken from an object."""
    return isinstance(text, ast.JoinedStr | ast.BinOp | ast.Attribute | ast.Call)


HABITS: tuple[Habit, ...] = (
    stays_short,
    introduces_itself,
    asks_the_clock,
    does_nothing_at_import,
    keeps_state_in_objects,
    names_what_it_is,
    translates_whole_texts,
    is_finished,
    waits_for_conditions,
    reaches_out_at_the_rim,
    shows_data_plainly,
)
