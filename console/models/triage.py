"""What a text is about, how pressing and how grave: suggestions a person may always override (SPEC 3.5, 3.6, 7.3, 7.4).

Promise: pure, total over any string (also None, NUL, lone surrogates, megabytes), the same answer for any letter case,
and every suggestion names the rule and the cues that led to it. Cues are loaded when first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from math import isnan
from typing import TYPE_CHECKING, TypeVar

from console.models.kinds import Category, Impact, Priority, Severity, TicketType, Urgency
from console.models.values import dataclass

if TYPE_CHECKING:
    from console.models.reading import Cue, Lexicon, Page

ENOUGH = 2.0
"""Weight of cues that is enough to suggest a type or a category; it scores 0.5."""

MATRIX: dict[Impact, dict[Urgency, Priority]] = {
    Impact.ORGANISATION: {Urgency.HIGH: Priority.CRITICAL, Urgency.MEDIUM: Priority.HIGH, Urgency.LOW: Priority.MEDIUM},
    Impact.DEPARTMENT: {Urgency.HIGH: Priority.HIGH, Urgency.MEDIUM: Priority.HIGH, Urgency.LOW: Priority.MEDIUM},
    Impact.GROUP: {Urgency.HIGH: Priority.HIGH, Urgency.MEDIUM: Priority.MEDIUM, Urgency.LOW: Priority.LOW},
    Impact.PERSON: {Urgency.HIGH: Priority.MEDIUM, Urgency.MEDIUM: Priority.MEDIUM, Urgency.LOW: Priority.LOW},
}
"""Impact x urgency (SPEC 3.5 c)."""

TYPE_PRIORITIES: dict[TicketType, Priority] = {
    TicketType.LOGIN_PROBLEM: Priority.HIGH,
    TicketType.TECHNICAL_ISSUE: Priority.HIGH,
    TicketType.ACCOUNT_ACCESS: Priority.MEDIUM,
    TicketType.PERFORMANCE_ISSUE: Priority.MEDIUM,
    TicketType.PERMISSION_ISSUE: Priority.MEDIUM,
    TicketType.FEATURE_REQUEST: Priority.LOW,
}
"""What a type alone suggests (SPEC 3.5 a)."""

CAUSES = (
    Category.SECURITY_BREACH,
    Category.CONFIGURATION_ERROR,
    Category.EXTERNAL_DEPENDENCY_FAILURE,
    Category.DATA_INTEGRITY_ISSUE,
)
"""Categories that explain others, security first (SPEC 7.4)."""

TYPE_ORDER = (
    TicketType.LOGIN_PROBLEM,
    TicketType.ACCOUNT_ACCESS,
    TicketType.PERMISSION_ISSUE,
    TicketType.PERFORMANCE_ISSUE,
    TicketType.FEATURE_REQUEST,
    TicketType.TECHNICAL_ISSUE,
)
"""Of types with equal weight the first is suggested: what says more about the trouble goes first."""

CATEGORY_ORDER = (
    *CAUSES,
    Category.AUTHENTICATION_FAILURE,
    Category.AUTHORIZATION_ERROR,
    Category.PERFORMANCE_DEGRADATION,
    Category.SYSTEM_UNAVAILABLE,
)
"""Of categories with equal weight the first is suggested."""

_GRAVE_USERS = ((1000, Severity.CRITICAL), (100, Severity.HIGH), (10, Severity.MEDIUM))
_GRAVE_AVAILABILITY = ((50.0, Severity.CRITICAL), (80.0, Severity.HIGH), (95.0, Severity.MEDIUM))

Value = TypeVar("Value", TicketType, Category)


class PriorityRule(StrEnum):
    """Which rule of SPEC 3.5 spoke."""

    MATRIX = "MATRIX"
    OUTAGE = "OUTAGE"
    TYPE = "TYPE"
    NO_TYPE = "NO_TYPE"


class Evidence(StrEnum):
    """What is known about an incident's reach (SPEC 7.3)."""

    USERS = "USERS"
    IMPACT = "IMPACT"
    AVAILABILITY = "AVAILABILITY"


@dataclass(frozen=True, slots=True)
class PriorityReason:
    """Why a priority is suggested: the rule, and what it looked at."""

    rule: PriorityRule
    type: TicketType | None = None
    cue: str = ""
    impact: Impact | None = None
    urgency: Urgency | None = None


@dataclass(frozen=True, slots=True)
class PrioritySuggestion:
    """A priority and the rule it follows from (SPEC 3.5)."""

    priority: Priority
    reason: PriorityReason


@dataclass(frozen=True, slots=True)
class SeverityReason:
    """Why a severity is suggested: the evidence at hand, the pieces that reached this level, and the security floor."""

    decisive: tuple[Evidence, ...] = ()
    users: int | None = None
    impact: Severity | None = None
    availability: float | None = None
    floor: bool = False


@dataclass(frozen=True, slots=True)
class SeveritySuggestion:
    """A severity; unconfirmed as long as nothing at all is known of the reach (SPEC 7.3)."""

    severity: Severity
    confirmed: bool
    reason: SeverityReason


@dataclass(frozen=True, slots=True)
class TypeSuggestion:
    """The type a text speaks of, or None below the threshold, with what spoke for each (SPEC 3.6)."""

    type: TicketType | None
    scores: dict[str, float]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class CategorySuggestion:
    """The category a text tells of, UNCLASSIFIED below the threshold, with every candidate's score (SPEC 7.4)."""

    category: Category
    scores: dict[str, float]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Triage:
    """Everything a text suggests, for a new ticket or an incident."""

    type: TypeSuggestion
    priority: PrioritySuggestion
    category: CategorySuggestion
    severity: SeveritySuggestion
    cues: tuple[Cue, ...]
    """What spoke for type, priority and category, in this order."""


def suggest_type(text: str | None) -> TypeSuggestion:
    """The type whose cues weigh most; None when none of them is strong enough (SPEC 3.6)."""
    return _type_of(_page(text))


def suggest_priority(
    type_: TicketType | None, text: str | None, impact: Impact | None = None, urgency: Urgency | None = None
) -> PrioritySuggestion:
    """The priority by impact and urgency once both are given, else by cues of an outage, else by type (SPEC 3.5)."""
    if impact is not None and urgency is not None:
        return PrioritySuggestion(
            MATRIX[impact][urgency], PriorityReason(PriorityRule.MATRIX, impact=impact, urgency=urgency)
        )
    return _priority_of(type_, outage_cues(text))


def outage_cues(text: str | None) -> tuple[Cue, ...]:
    """What in a text tells of a wide outage; negated words do not count (SPEC 3.5 b)."""
    return tuple(_outage_lexicon().find(_page(text)))


def suggest_category(text: str | None) -> CategorySuggestion:
    """The category whose cues weigh most, a cause outweighing its symptoms and security all others (SPEC 7.4)."""
    return _category_of(_page(text))


def severity(
    users: int | None = None,
    impact: Severity | None = None,
    availability: float | None = None,
    category: Category = Category.UNCLASSIFIED,
) -> SeveritySuggestion:
    """The gravest level any known evidence reaches; availability is in percent (SPEC 7.3)."""
    levels = _levels(users, impact, availability)
    grave = min(levels.values(), key=_rank, default=Severity.MEDIUM)
    floor = category is Category.SECURITY_BREACH and _rank(grave) > _rank(Severity.HIGH)
    decisive = () if floor else tuple(piece for piece, level in levels.items() if level is grave)
    return SeveritySuggestion(
        Severity.HIGH if floor else grave,
        confirmed=bool(levels),
        reason=SeverityReason(decisive, users, impact, availability, floor),
    )


def triage(text: str | None) -> Triage:
    """Type, priority, category and severity of a text; severity knows only the users the text counts."""
    page = _page(text)
    type_, category = _type_of(page), _category_of(page)
    outage = tuple(_outage_lexicon().find(page))
    return Triage(
        type_,
        _priority_of(type_.type, outage),
        category,
        severity(users=_users_of(page), category=category.category),
        type_.cues + outage + category.cues,
    )


def affected_users(text: str | None) -> int | None:
    """How many people a text says are hit, None when it does not count them; what is said to be affected goes first."""
    return _users_of(_page(text))


def _page(text: str | None) -> Page:
    from console.models.reading import fold

    return fold(text or "")


def _users_of(page: Page) -> int | None:
    from console.models import counts

    return counts.affected_users(page)


@cache
def _type_lexicon() -> Lexicon:
    from console.models import cues, reading, type_cues

    by_value = {value.value: by_weight for value, by_weight in type_cues.TYPES.items()}
    return reading.Lexicon(by_value, type_cues.NEUTRAL, cues.NEGATED_BEFORE, cues.NEGATED_AFTER, cues.MACROS)


@cache
def _category_lexicon() -> Lexicon:
    from console.models import category_cues, cues, reading

    by_value = {value.value: by_weight for value, by_weight in category_cues.CATEGORIES.items()}
    return reading.Lexicon(by_value, category_cues.NEUTRAL, cues.NEGATED_BEFORE, cues.NEGATED_AFTER, cues.MACROS)


@cache
def _outage_lexicon() -> Lexicon:
    from console.models import cues, reading

    by_value = {Priority.CRITICAL.value: {ENOUGH: cues.OUTAGE}}
    before = cues.NEGATED_BEFORE + cues.OUTAGE_NEGATED_BEFORE
    after = cues.NEGATED_AFTER + cues.OUTAGE_NEGATED_AFTER
    return reading.Lexicon(by_value, cues.NEUTRAL_FOR_OUTAGE, before, after, cues.MACROS)


def _type_of(page: Page) -> TypeSuggestion:
    cues = _type_lexicon().find(page)
    weights = _weights(cues)
    best = _heaviest(weights, TYPE_ORDER)
    return TypeSuggestion(best, _scores(weights), tuple(cues))


def _category_of(page: Page) -> CategorySuggestion:
    cues = _category_lexicon().find(page)
    weights = _weights(cues)
    _take_over(weights, CAUSES, (value for value in weights if value not in CAUSES))
    _take_over(weights, (Category.SECURITY_BREACH,), (value for value in weights if value != Category.SECURITY_BREACH))
    best = _heaviest(weights, CATEGORY_ORDER)
    return CategorySuggestion(best or Category.UNCLASSIFIED, _scores(weights), tuple(cues))


def _take_over(weights: dict[str, float], causes: Iterable[Category], others: Iterable[str]) -> None:
    """A cause explains what else is seen: where it is clear, it takes the heaviest of the others on top of its own."""
    heaviest = max((weights[value] for value in others), default=0)
    for cause in causes:
        if weights.get(cause, 0) >= ENOUGH:
            weights[cause] += heaviest


def _priority_of(type_: TicketType | None, outage: tuple[Cue, ...]) -> PrioritySuggestion:
    if outage:
        return PrioritySuggestion(Priority.CRITICAL, PriorityReason(PriorityRule.OUTAGE, type_, outage[0].text))
    if type_ is None:
        return PrioritySuggestion(Priority.MEDIUM, PriorityReason(PriorityRule.NO_TYPE))
    return PrioritySuggestion(TYPE_PRIORITIES[type_], PriorityReason(PriorityRule.TYPE, type_))


def _weights(cues: list[Cue]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for cue in cues:
        if cue.value is not None:
            weights[cue.value] = weights.get(cue.value, 0) + cue.weight
    return weights


def _heaviest(weights: dict[str, float], values: tuple[Value, ...]) -> Value | None:
    """The value with enough and most weight; of equals the one that stands first."""
    best = max(values, key=lambda value: weights.get(value, 0))
    return best if weights.get(best, 0) >= ENOUGH else None


def _scores(weights: dict[str, float]) -> dict[str, float]:
    """Weights as figures from 0 to 1, each further piece of evidence counting less; the best first."""
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return {value: round(1 - 0.5 ** (weight / ENOUGH), 3) for value, weight in ordered}


def _levels(users: int | None, impact: Severity | None, availability: float | None) -> dict[Evidence, Severity]:
    levels: dict[Evidence, Severity] = {}
    if users is not None:
        levels[Evidence.USERS] = next((level for limit, level in _GRAVE_USERS if users > limit), Severity.LOW)
    if impact is not None:
        levels[Evidence.IMPACT] = impact
    if availability is not None and not isnan(availability):
        levels[Evidence.AVAILABILITY] = next(
            (level for limit, level in _GRAVE_AVAILABILITY if availability < limit), Severity.LOW
        )
    return levels


def _rank(level: Severity) -> int:
    return tuple(Severity).index(level)
