"""Runbooks: what is done about incidents of a category, list by list and step by step (SPEC 8.4, 8.5).

Promise: values only, whole and checked by whoever made them (`runbook_reading`); a step's hash is that of everything
its file says of it.
"""

from __future__ import annotations

from datetime import timedelta
from math import isnan
from typing import TypeAlias

from console.models.kinds import Category, Locale
from console.models.runbook_kinds import Grant, Part, Radius, Recovery, StepKind
from console.models.values import dataclass

Scalar: TypeAlias = str | int | float | bool
"""What an answer in JSON is compared with."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages."""

    en: str
    zh: str

    def said(self, locale: Locale) -> str:
        """The text in that language."""
        return self.zh if locale is Locale.ZH else self.en


@dataclass(frozen=True, slots=True)
class Bound:
    """What a number has to keep, such as "< 0.05"."""

    sign: str
    """One of < <= = != >= >."""
    limit: float

    def holds(self, value: float) -> bool:
        """Whether `value` keeps it; what is no number keeps none."""
        if isnan(value):
            return False
        beside = (value > self.limit) - (value < self.limit)
        return beside in {"<": (-1,), "<=": (-1, 0), "=": (0,), "!=": (-1, 1), ">=": (0, 1), ">": (1,)}[self.sign]

    def __str__(self) -> str:
        return f"{self.sign} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class HttpCheck:
    """GET a path and look at the answer."""

    target: str
    path: str
    statuses: tuple[int, ...]
    json: tuple[tuple[str, Scalar], ...]
    """Dotted places in a JSON answer, and the value each must have."""
    contains: str


@dataclass(frozen=True, slots=True)
class TcpCheck:
    """Connect, and hang up."""

    target: str


@dataclass(frozen=True, slots=True)
class CertificateCheck:
    """The server's certificate is trusted, for its name, and for some days yet."""

    target: str
    days: int


@dataclass(frozen=True, slots=True)
class SqlCheck:
    """One read-only query; the first value of its first row is a number that keeps a bound."""

    target: str
    query: str
    expect: Bound


@dataclass(frozen=True, slots=True)
class LoginCheck:
    """Sign in at an OpenID Connect token endpoint; the answer must hold an access token."""

    target: str
    path: str
    grant: Grant
    scope: str


@dataclass(frozen=True, slots=True)
class PrometheusCheck:
    """An instant query; every value it answers keeps a bound."""

    target: str
    query: str
    expect: Bound
    without_data: bool
    """Whether an empty answer is a good one."""


@dataclass(frozen=True, slots=True)
class CommandRun:
    """Start a program by its argument list."""

    program: str
    arguments: tuple[str, ...]
    statuses: tuple[int, ...]
    contains: str


@dataclass(frozen=True, slots=True)
class WebhookJob:
    """Start a job of an automation system, and ask for its state until it ends."""

    target: str
    path: str
    body: tuple[tuple[str, Scalar], ...]
    job: str
    """Dotted place of the job's id in the answer; "" when the answer to the start is all there is."""
    poll: str
    """The path that tells the state; `{job}` stands for the id."""
    state: str
    """Dotted place of the state in what `poll` answers."""
    done: tuple[str, ...]
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """A person does it and says so."""


Work: TypeAlias = (
    HttpCheck | TcpCheck | CertificateCheck | SqlCheck | LoginCheck | PrometheusCheck | CommandRun | WebhookJob | Manual
)
"""What is done, by kind."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a list."""

    id: str
    part: Part
    kind: StepKind
    title: Text
    help: Text
    """What to look at, and what the result means; may be empty."""
    radius: Radius
    timeout: timedelta
    retries: int
    work: Work
    hash: str
    """sha-256 of its definition: what an approval approves."""

    @property
    def checks(self) -> bool:
        """Whether it is a check, whose failure is a finding and stops nothing (SPEC 8.7)."""
        return self.radius is Radius.NONE


@dataclass(frozen=True, slots=True)
class RecoveryPlan:
    """The step that is proposed as soon as an incident is declared (SPEC 8.6)."""

    step: str
    policy: Recovery
    cooldown: timedelta


@dataclass(frozen=True, slots=True)
class Runbook:
    """All lists for one category."""

    category: Category
    title: Text
    steps: tuple[Step, ...]
    recovery: RecoveryPlan | None
    hash: str
    """sha-256 of the whole definition."""

    def part(self, part: Part) -> tuple[Step, ...]:
        """The steps of one list, in order."""
        return tuple(step for step in self.steps if step.part is part)

    def step(self, key: str) -> Step | None:
        """The step of that id."""
        return next((step for step in self.steps if step.id == key), None)
