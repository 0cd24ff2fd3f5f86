"""Threads of the window do not each keep memory of their own."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys, threading
from console import allocator

def reserved():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmSize"))

def work(ready, end):
    kept = [bytearray(2000) for _ in range(100)]
    ready.release()
    end.wait()

if sys.argv[1] == "shared":
    allocator.share()
before, ready, end = reserved(), threading.Semaphore(0), threading.Event()
threads = [threading.Thread(target=work, args=(ready, end)) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    ready.acquire()
print(reserved() - before)
end.set()
"""
ARENA_KB = 64 * 1024
"""What glibc reserves for a thread that has a place of its own."""


@pytest.mark.parametrize(("how", "arenas"), [("shared", 0), ("alone", 1)])
def test_threads_share_the_memory_they_let_go_of(how: str, arenas: int) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, how], check=True, capture_output=True, text=True)
    assert min(int(done.stdout) // ARENA_KB, 1) == arenas
