"""The verbs below `hub`: what a database administrator and an admin do to a team's hub (docs/CLI.md).

Promise: no password is taken on the command line; one that was made stands alone on stdout, once.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from console import words
from console.cli import hub_phrases as phrases
from console.cli.frame import Json, group, language
from console.cli.output import Answer, answering, fitted, plain, say
from console.cli.phrases import phrase
from console.models.kinds import Code, Locale, Refused, Role, iso

if TYPE_CHECKING:
    from console.services.sync.admin import Made
    from console.services.sync.hub_people import HubPeople

Address = Annotated[str, typer.Argument(help="a database administrator's address of the hub, without a password")]
Hub = Annotated[
    str, typer.Option("--hub", envvar="SUPPORT_CONSOLE_HUB", help="your address of the hub, without a password")
]
Login = Annotated[str, typer.Argument(help="the name the person signs in by")]
Changes = Annotated[list[str], typer.Argument(help="+NAME gives, -NAME takes away")]
Outside = Annotated[bool, typer.Option("--ldap", "--gss", help="the company's sign-in knows the password")]

T = TypeVar("T")


def verbs() -> typer.Typer:
    """All verbs below `hub`."""
    top, person, scope = group("A team's hub on PostgreSQL."), group("Who may sign in."), group("Teams and who is in.")
    for verb in (init, upgrade, status, check, backup):
        top.command()(verb)
    person.command("add")(add_person)
    person.command("connection")(write_connection)
    person.command("disable")(disable_person)
    person.command("password")(renew_password)
    person.command("role", context_settings={"ignore_unknown_options": True})(change_roles)
    scope.command("add")(add_team)
    scope.command("member", context_settings={"ignore_unknown_options": True})(change_members)
    top.add_typer(person, name="person")
    top.add_typer(scope, name="scope")
    return top


def asker(locale: Locale) -> Callable[[str], str]:
    """Asks for a password on the terminal, for each user once; raises Refused where there is no terminal."""
    known: dict[str, str] = {}

    def ask(user: str) -> str:
        if user not in known:
            if not sys.stdin.isatty():
                raise Refused(Code.HUB_NEEDS_TERMINAL, name=user)
            known[user] = getpass.getpass(phrase(phrases.PASSWORD_OF, locale, name=user))
        return known[user]

    return ask


def init(
    ctx: typer.Context,
    url: Address,
    admin: Annotated[str | None, typer.Option(help="login of the first admin; asked without it")] = None,
    name: Annotated[str | None, typer.Option(help="their name; the login without it")] = None,
    *,
    outside: Outside = False,
) -> None:
    """Make a hub, and its database where it is missing; running it again changes nothing."""
    from console.services.sync import admin as administration

    locale = language(ctx.obj)
    ask = asker(locale)

    def make(login: str | None, full: str | None) -> Made:
        first = None if login is None else administration.First(login, full or login, locale, outside)
        return administration.init(url, ask, first)

    with answering(locale) as answer:
        try:
            made = make(admin, name)
        except Refused as refused:
            if refused.code is not Code.HUB_NEEDS_ADMIN or not sys.stdin.isatty():
                raise
            admin = typer.prompt(phrase(phrases.FIRST_LOGIN, locale), err=True)
            made = make(admin, typer.prompt(phrase(phrases.FIRST_NAME, locale), err=True))
        say(phrase(phrases.MADE if made.new else phrases.RENEWED, locale, name=made.database))
        _tell_password(answer, made.password, locale)


def upgrade(ctx: typer.Context, url: Address) -> None:
    """Bring a hub to the version of this program; consoles wait a moment."""
    from console.services.sync import admin

    locale = language(ctx.obj)
    with answering(locale):
        say(phrase(phrases.RENEWED, locale, name=admin.upgrade(url, asker(locale)).database))


def status(ctx: typer.Context, hub: Hub, *, as_json: Json = False) -> None:
    """Show how a hub stands."""
    from console.services.sync.hub_status import status as look
    from console.services.sync.postgres_address import connected

    locale = language(ctx.obj)
    with answering(locale) as answer, connected(hub, asker(locale)) as connection:
        found = asdict(look(connection)) | {"last": iso(look(connection).last)}
        if as_json:
            answer.write(json.dumps(found, ensure_ascii=False) + "\n")
            return
        shown = found | {"bytes": words.size(found["bytes"], locale)}
        for key, pair in phrases.STATUS.items():
            value = shown[key] if shown[key] is not None else "-"
            answer.write(f"{fitted(phrase(pair, locale), 32)}{value}\n")


def check(ctx: typer.Context, hub: Hub, *, as_json: Json = False) -> None:
    """Audit a hub: exit code 1 where something is not as it must be."""
    from console.services.sync.hub_check import findings
    from console.services.sync.postgres_address import connected

    locale = language(ctx.obj)
    with answering(locale) as answer, connected(hub, asker(locale)) as connection:
        found = findings(connection)
        said = [plain(words.finding(each, locale)) for each in found]
        if as_json:
            told = [asdict(each) | {"sentence": text} for each, text in zip(found, said, strict=True)]
            answer.write(json.dumps({"findings": told}, ensure_ascii=False) + "\n")
        else:
            answer.lines(said)
    if not found and not as_json:
        say(phrase(phrases.ALL_WELL, locale))
    raise typer.Exit(1 if found else 0)


def backup(
    ctx: typer.Context, file: Annotated[Path, typer.Argument(help="a new file, for pg_restore")], hub: Hub
) -> None:
    """Copy a hub into a file, as a database administrator."""
    from console.services.sync.hub_backup import backup as copy

    locale = language(ctx.obj)
    with answering(locale):
        size = copy(hub, asker(locale), file)
        say(phrase(phrases.SAVED, locale, path=file, size=words.size(size, locale)))


def add_person(
    ctx: typer.Context,
    login: Login,
    hub: Hub,
    name: Annotated[str, typer.Option(help="their name")],
    team: Annotated[str, typer.Option(help="their team")],
    *,
    role: Annotated[list[Role], typer.Option(help="what they act as; may be given again")],
    speaks: Annotated[Locale, typer.Option("--language", help="the language they read")] = Locale.EN,
    outside: Outside = False,
) -> None:
    """Add somebody who signs in; the password made for them is told once."""
    from console.services.sync.hub_people import NewPerson

    with _people(ctx, hub) as (people, answer, locale):
        password = people.add(NewPerson(login, name, team, tuple(role), speaks, outside))
        say(phrase(phrases.ADDED, locale, name=name))
        _tell_password(answer, password, locale)


def write_connection(
    ctx: typer.Context,
    login: Login,
    file: Annotated[Path, typer.Argument(help="a new file, by which their console finds the hub")],
    hub: Hub,
    host: Annotated[str | None, typer.Option(help="the server as consoles reach it; else that of --hub")] = None,
    ca: Annotated[Path | None, typer.Option(help="who vouches for the server (PEM); else that of --hub")] = None,
    *,
    ldap: Annotated[bool, typer.Option("--ldap", help="the company's directory knows the password")] = False,
    gss: Annotated[bool, typer.Option("--gss", help="they sign in by a Kerberos ticket")] = False,
) -> None:
    """Write the file by which somebody joins the team in their window; no password is in it."""
    from console.services.sync.connection import Method
    from console.services.sync.handing_out import Handout, hand_out
    from console.services.sync.postgres_address import address

    method = Method.KERBEROS if gss else Method.LDAP if ldap else Method.SCRAM
    locale = language(ctx.obj)
    with answering(locale):
        hand_out(Handout(file, login, method, host, ca), address(hub))
        say(phrase(phrases.HANDED_OUT, locale, path=file))


def disable_person(ctx: typer.Context, login: Login, hub: Hub) -> None:
    """Close somebody's access: roles, teams, sign-in and sessions; their name stays in the history."""
    with _people(ctx, hub) as (people, _, locale):
        say(phrase(phrases.DISABLED, locale, name=login, count=people.disable(login)))


def renew_password(ctx: typer.Context, login: Login, hub: Hub, *, outside: Outside = False) -> None:
    """Give somebody a new password; it is told once."""
    with _people(ctx, hub) as (people, answer, locale):
        password = people.renew_password(login, outside=outside)
        if password is None:
            say(phrase(phrases.OUTSIDE_NOW, locale, name=login))
        _tell_password(answer, password, locale)


def change_roles(ctx: typer.Context, login: Login, changes: Changes, hub: Hub) -> None:
    """Give and take roles, such as +lead -agent."""
    more, less = _parted(changes, _role)
    with _people(ctx, hub) as (people, _, locale):
        held = people.change_roles(login, more, less)
        roles = ", ".join(words.word(role, locale) for role in held)
        say(phrase(phrases.ROLES_NOW if held else phrases.NO_ROLE_NOW, locale, name=login, roles=roles))


def add_team(ctx: typer.Context, name: Annotated[str, typer.Argument(help="its name")], hub: Hub) -> None:
    """Add a team, whose tickets only its members see."""
    with _people(ctx, hub) as (people, _, locale):
        people.add_team(name)
        say(phrase(phrases.TEAM_ADDED, locale, name=name.strip()))


def change_members(ctx: typer.Context, login: Login, changes: Changes, hub: Hub) -> None:
    """Let somebody see the tickets of teams, or no longer, such as +Network -Helpdesk."""
    more, less = _parted(changes, str)
    with _people(ctx, hub) as (people, _, locale):
        teams = people.change_members(login, more, less)
        say(phrase(phrases.TEAMS_NOW if teams else phrases.NO_TEAM_NOW, locale, name=login, teams=", ".join(teams)))


@contextmanager
def _people(ctx: typer.Context, hub: str) -> Iterator[tuple[HubPeople, Answer, Locale]]:
    """The people of a hub as an admin may change them; refusals end the verb."""
    from console.services.sync.hub_people import HubPeople
    from console.services.sync.postgres_address import connected

    locale = language(ctx.obj)
    with answering(locale) as answer, connected(hub, asker(locale)) as connection:
        yield HubPeople(connection), answer, locale


def _parted(changes: Sequence[str], read: Callable[[str], T]) -> tuple[list[T], list[T]]:
    """What is given and what is taken; a change without its sign is a mistake in asking."""
    for change in changes:
        if change[:1] not in ("+", "-") or not change[1:]:
            raise typer.BadParameter(f"{change}: +NAME gives, -NAME takes away")
    parted = {sign: [read(change[1:]) for change in changes if change[0] == sign] for sign in "+-"}
    return parted["+"], parted["-"]


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError:
        raise typer.BadParameter(f"{name}: one of {', '.join(Role)}") from None


def _tell_password(answer: Answer, password: str | None, locale: Locale) -> None:
    if password is not None:
        say(phrase(phrases.PASSWORD_BELOW, locale))
        answer.write(password + "\n")
