"""A step that starts a program of the list, by its argument list and without a shell (SPEC 8.5).

Promise: only on machines that allow it; its environment holds what the list says and no more; its output is capped and
without secrets; when its time is up it and all it started are ended.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
from typing import IO

from console.models.allowed import Program
from console.models.runbook import CommandRun, Step
from console.models.runbook_kinds import Finding, Result
from console.models.step_outcome import Outcome, Unreached, found
from console.services.reach import Deadline
from console.services.scene import Scene, evidence, work_as

KIND = CommandRun
MOST_OUTPUT = 64 * 1024
"""Bytes that are kept; what follows is read and dropped."""
BEAT = 0.2
"""Seconds between two looks at whether the console ends."""


def run(step: Step, scene: Scene, deadline: Deadline) -> Outcome:
    """Whether the program ended as expected; raises Unreached."""
    work = work_as(step.work, CommandRun)
    program = scene.program(work.program)
    started = _start(program, [scene.filled(argument) for argument in work.arguments])
    kept = bytearray()
    reading = threading.Thread(target=_drain, args=(started.stdout, kept), name="output", daemon=True)
    reading.start()
    try:
        status = _awaited(started, scene, deadline)
    finally:
        _end(started)
        reading.join(5)
    output = bytes(kept).decode("utf-8", "replace")
    if status not in work.statuses:
        expected = ", ".join(map(str, work.statuses))
        return found(Result.FAILED, Finding.COMMAND_STATUS, evidence(output), status=status, expected=expected)
    if work.contains not in output:
        return found(Result.FAILED, Finding.TEXT_LACKING, evidence(output), text=work.contains)
    return found(Result.PASSED, Finding.COMMAND_GOOD, evidence(output), status=status)


def _start(program: Program, arguments: list[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            [program.path, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", **dict(program.environment)},
            cwd=tempfile.gettempdir(),
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreached(Finding.COMMAND_MISSING, path=program.path, reason=reason) from None


def _awaited(started: subprocess.Popen[bytes], scene: Scene, deadline: Deadline) -> int:
    """Its exit status, negative for a signal; raises Unreached when the time is up or the console ends."""
    while True:
        try:
            return started.wait(min(BEAT, deadline.left()))
        except subprocess.TimeoutExpired:
            if scene.ending.is_set():
                raise Unreached(Finding.STOPPED) from None


def _end(started: subprocess.Popen[bytes]) -> None:
    """End it and what it left running; nothing where all have ended."""
    if os.name == "posix":
        try:
            os.killpg(started.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            started.poll()
    elif started.poll() is None:
        started.kill()
    started.wait()


def _drain(stream: IO[bytes] | None, kept: bytearray) -> None:
    if stream is None:
        return
    with stream:
        while part := stream.read(8192):
            kept += part[: max(0, MOST_OUTPUT - len(kept))]
