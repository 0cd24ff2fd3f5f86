"""What the hub refused is shown whole, and is kept, redone or let go as its author rules (design: refusals stay)."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from console import words
from console.models.incident_kinds import Duty, IncidentStatus, OfferState, TaskState
from console.models.kinds import (
    COMMON_SHELF,
    Availability,
    Category,
    Channel,
    Code,
    EventKind,
    Impact,
    LinkKind,
    Locale,
    Outcome,
    PolicyKind,
    Priority,
    Role,
    Severity,
    Status,
    TicketType,
    Urgency,
    Visibility,
)
from console.models.knowledge_kinds import Content, ContentType, Manner, Stage, VoteValue
from console.models.merging import Merged, merge
from console.models.message_kinds import MessageKind
from console.models.people import Person
from console.models.review_kinds import ActionState, ReviewState, ReviewText
from console.models.shape import shapes
from console.services.incidents.commands import (
    AddEntry,
    DeclareIncident,
    MergeIncident,
    MoveIncident,
    PinEntry,
    SendMessage,
    SetCategory,
    SetCommander,
    SetEvidence,
    SetFindings,
    SetHandler,
    SetSeverity,
)
from console.services.incidents.queries import Timeline
from console.services.incidents.review_commands import (
    AddAction,
    ChangeAction,
    EndAction,
    LinkRecurrence,
    MoveReview,
    PrefillReview,
    SetReviewer,
    WriteReview,
)
from console.services.incidents.work_commands import (
    AskTask,
    LinkToIncident,
    MoveRole,
    MoveTask,
    OfferRole,
    UnlinkFromIncident,
)
from console.services.knowledge.commands import (
    ArchiveArticle,
    CreateArticle,
    DropCategory,
    EditArticle,
    NoteSearch,
    NoteView,
    PairArticles,
    PublishArticle,
    RestoreVersion,
    SaveCategory,
    SetCare,
    SetStage,
    UseArticle,
    VoteOnArticle,
)
from console.services.sync import rows
from console.services.sync.attention import Clash, RefusedOperation, RefusedOperations
from console.services.sync.embedded import embedded
from console.services.sync.hub import Answer, Cursor, Hub, Operation
from console.services.sync.replica import Replica, settle, undo
from console.services.sync.rounds import Rounds
from console.services.sync.sqlite_hub import SqliteHub, open_hub
from console.services.tickets.commands import (
    AddMessage,
    Assign,
    Attach,
    Command,
    CreateTicket,
    DiscardRefused,
    DropView,
    KeepRefused,
    LinkTickets,
    MergeRefused,
    NewRequester,
    PublishPolicy,
    RecordMessage,
    RedoRefused,
    SaveView,
    SetAvailability,
    SetDescription,
    SetImpact,
    SetPriority,
    SetRequester,
    SetStatus,
    SetTags,
    SetTitle,
    SetType,
    Transfer,
    UnlinkTickets,
)
from tests.support.desk import Office

MEI = "mei"


@dataclass
class Shared:
    """An office whose replica stands beside a hub that a colleague uses too."""

    office: Office
    path: Path

    @property
    def login(self) -> str:
        return self.office.services.login

    def sync(self) -> None:
        """One round of this console."""
        services = self.office.services
        replica = Replica(services.store, self.login)

        def connect() -> AbstractContextManager[Hub]:
            return embedded(services.store.path, self.path, self.login, services.clock)

        Rounds(replica, connect, services.bus, services.clock, services.blobs).once()

    def colleague(self, *patches: dict[str, object]) -> None:
        """Mei does something at her console, which the hub takes."""
        self.office.clock.advance()
        with closing(open_hub(self.path)) as db:
            operation = Operation(f"mei-{self.office.clock.now().isoformat()}", patches)
            assert SqliteHub(db, MEI, self.office.clock).push([operation]) == [Answer(operation.id)]

    def moves(self, ticket: str, status: Status) -> None:
        """Mei changes a ticket's status."""
        event = {"root": ticket, "kind": EventKind.STATUS, "to_value": status, "happened_at": 1, "recorded_at": 1}
        key = f"e-{self.office.clock.now().isoformat()}"
        self.colleague({"t": "event", "k": key, "new": event}, {"t": "ticket", "k": ticket, "set": {"status": status}})

    def cards(self) -> tuple[RefusedOperation, ...]:
        return self.office.ask(RefusedOperations())

    def card(self) -> RefusedOperation:
        """The one card there is, after a round."""
        self.sync()
        (card,) = self.cards()
        for locale in Locale:
            assert words.refusal(card.reason, locale)
        return card


@pytest.fixture
def shared(office: Office) -> Shared:
    office.clock.advance()
    with office.store.write("Hire", office.clock.now()) as tx:
        mei = Person(
            id=tx.new_id(),
            name="Mei Lin",
            login=MEI,
            team=office.team,
            locale=Locale.ZH,
            roles=[Role.AGENT.value],
            skills={},
            availability="AVAILABLE",
        )
        tx.add(mei, scope=COMMON_SHELF)
        tx.session.flush()
    office.found("Network")
    made = Shared(office, office.services.folder / "hub.db")
    office.execute("delete from _op")
    office.execute("delete from _shadow")
    made.sync()
    with closing(open_hub(made.path)) as db:
        db.execute("insert into member select ?, own_scope from team", (MEI,))
    return made


def test_a_reply_beaten_by_a_colleague_is_kept_without_the_rest(shared: Shared) -> None:
    """The commonest of all: two people open a new ticket at once; only the words of one are left to say."""
    ticket = shared.office.ticket()
    shared.sync()
    shared.moves(ticket, Status.OPEN)
    shared.office.reply(ticket, "We are on it.")
    card = shared.card()
    assert (card.what, card.ticket, card.title, card.code) == ("AddMessage", ticket, "VPN is down", "DS001")
    assert card.texts == ("We are on it.",)
    assert card.fields == (Clash("status", "NEW", "OPEN", "OPEN"),)
    assert card.reason.code is Code.CHANGED_MEANWHILE
    shared.office.do(KeepRefused(card.id))
    shared.sync()
    assert not shared.cards()
    assert [message.body for message in shared.office.whole(ticket).messages] == ["We are on it."]


def test_a_note_that_was_spoken_is_kept_as_spoken(shared: Shared) -> None:
    ticket = shared.office.ticket()
    shared.office.reply(ticket)
    shared.office.do(SetStatus(ticket, Status.PENDING_USER, "Waiting"))
    shared.sync()
    shared.moves(ticket, Status.IN_PROGRESS)
    shared.office.call(ticket, "It is still down.")
    card = shared.card()
    assert card.what == "RecordMessage"
    shared.office.do(KeepRefused(card.id))
    shared.sync()
    whole = shared.office.whole(ticket)
    assert (whole.messages[-1].body, whole.messages[-1].channel) == ("It is still down.", Channel.PHONE)
    assert whole.status is Status.IN_PROGRESS


def test_where_nothing_was_said_there_is_nothing_to_keep(shared: Shared) -> None:
    ticket = shared.office.ticket()
    shared.sync()
    shared.moves(ticket, Status.OPEN)
    shared.office.do(SetStatus(ticket, Status.IN_PROGRESS))
    card = shared.card()
    assert shared.office.code(KeepRefused(card.id)) is Code.NOTHING_TO_KEEP
    assert [left.id for left in shared.cards()] == [card.id]


def test_a_status_is_redone_from_where_the_ticket_stands_now(shared: Shared) -> None:
    ticket = shared.office.ticket()
    shared.office.reply(ticket)
    shared.sync()
    shared.moves(ticket, Status.IN_PROGRESS)
    shared.office.do(SetStatus(ticket, Status.RESOLVED, "Restarted it", Outcome.SOLVED))
    card = shared.card()
    done = shared.office.do(RedoRefused(card.id))
    assert done.changed.tickets == {ticket}
    shared.sync()
    assert not shared.cards()
    whole = shared.office.whole(ticket)
    assert (whole.status, whole.outcome, whole.resolution) == (Status.RESOLVED, Outcome.SOLVED, "Restarted it")
    assert shared.office.history(ticket)[-1][:3] == ("STATUS", "IN_PROGRESS", "RESOLVED")


def test_what_is_no_longer_legal_is_refused_with_its_sentence_and_stays(shared: Shared) -> None:
    """SPEC 3.3."""
    ticket = shared.office.ticket()
    shared.office.reply(ticket)
    shared.sync()
    shared.moves(ticket, Status.RESOLVED)
    shared.office.do(SetStatus(ticket, Status.IN_PROGRESS))
    card = shared.card()
    assert shared.office.code(RedoRefused(card.id)) is Code.ILLEGAL_STATUS
    assert [left.id for left in shared.cards()] == [card.id]


def test_a_discarded_operation_is_gone(shared: Shared) -> None:
    ticket = shared.office.ticket()
    shared.sync()
    shared.moves(ticket, Status.OPEN)
    shared.office.do(SetStatus(ticket, Status.IN_PROGRESS))
    card = shared.card()
    shared.office.do(DiscardRefused(card.id))
    assert not shared.cards()
    assert shared.office.code(DiscardRefused(card.id)) is Code.NOT_FOUND
    assert shared.office.whole(ticket).status is Status.OPEN
    assert not shared.office.rows("_op", "state = 'pending'"), "nothing new came of it"


def test_a_redone_operation_that_is_refused_again_says_what_it_is(shared: Shared) -> None:
    ticket = shared.office.ticket()
    shared.sync()
    shared.moves(ticket, Status.OPEN)
    shared.office.do(SetStatus(ticket, Status.IN_PROGRESS))
    shared.office.do(RedoRefused(shared.card().id))
    shared.moves(ticket, Status.RESOLVED)
    card = shared.card()
    assert card.what == "SetStatus"
    assert card.fields == (Clash("status", "OPEN", "IN_PROGRESS", "RESOLVED"),)


def test_people_and_teams_are_shown_by_name(shared: Shared) -> None:
    ticket = shared.office.ticket()
    mei = str(shared.office.rows("person", "login = ?", MEI)[0]["id"])
    shared.sync()
    shared.colleague({"t": "ticket", "k": ticket, "set": {"assignee": mei}, "expect": {"assignee": None}})
    shared.office.do(Assign(ticket, shared.office.me))
    card = shared.card()
    assert card.fields == (Clash("assignee", None, shared.office.services.me.name, "Mei Lin"),)


def test_what_is_out_of_sight_is_told_so(shared: Shared) -> None:
    ticket = shared.office.ticket()
    shared.sync()
    with closing(open_hub(shared.path)) as db:
        db.execute("delete from member where login = ?", (shared.login,))
    shared.office.do(SetTitle(ticket, "Out of sight"))
    card = shared.card()
    assert card.reason.code is Code.NOT_FOUND
    assert shared.office.code(RedoRefused(card.id)) is Code.NOT_FOUND


def titles(shared: Shared) -> tuple[str, RefusedOperation]:
    """Two people gave one ticket another title; the ticket, and the card of the one who came second."""
    ticket = shared.office.ticket("VPN client pauses")
    shared.sync()
    key = f"e-{shared.office.clock.now().isoformat()}"
    event = {"root": ticket, "kind": EventKind.TITLE, "to_value": "Cisco VPN client pauses", "happened_at": 1}
    shared.colleague(
        {"t": "event", "k": key, "new": event | {"recorded_at": 1}},
        {"t": "ticket", "k": ticket, "set": {"title": "Cisco VPN client pauses"}},
    )
    shared.office.do(SetTitle(ticket, "VPN client pauses at noon"))
    return ticket, shared.card()


def test_a_title_two_people_changed_is_refused_with_all_three_texts(shared: Shared) -> None:
    """The second one's words would be lost without a word otherwise."""
    _, card = titles(shared)
    (clash,) = card.fields
    assert clash == Clash("title", "VPN client pauses", "VPN client pauses at noon", "Cisco VPN client pauses")
    assert clash.can_merge
    assert card.reason.code is Code.CHANGED_MEANWHILE
    assert not Clash("status", "NEW", "OPEN", "RESOLVED").can_merge
    assert not Clash("title", "a", "b", "b").can_merge


def test_merged_words_take_the_place_of_the_refused_ones(shared: Shared) -> None:
    ticket, card = titles(shared)
    merged = "Cisco VPN client pauses at noon"
    shared.office.do(MergeRefused(card.id, "title", merged, "Cisco VPN client pauses"))
    assert not shared.cards()
    shared.sync()
    assert not shared.cards()
    assert shared.office.whole(ticket).title == merged


def test_descriptions_of_two_people_are_merged_like_titles(shared: Shared) -> None:
    ticket = shared.office.do(CreateTicket("VPN", "Down since noon.")).subject
    shared.sync()
    shared.colleague({"t": "ticket", "k": ticket, "set": {"description": "Down since noon.\nIn Berlin."}})
    shared.office.do(SetDescription(ticket, "VPN is down since noon."))
    card = shared.card()
    (clash,) = card.fields
    assert (clash.field, clash.expected, clash.can_merge) == ("description", "Down since noon.", True)
    merged = merge(str(clash.expected), str(clash.mine), str(clash.theirs))
    assert merged == Merged("VPN is down since noon.\nIn Berlin.")
    shared.office.do(MergeRefused(card.id, "description", merged.text, clash.theirs))
    shared.sync()
    assert not shared.cards()
    assert shared.office.whole(ticket).description == merged.text


def test_words_merged_with_what_is_no_more_there_are_not_put_over_a_third_change(shared: Shared) -> None:
    _, card = titles(shared)
    stale = MergeRefused(card.id, "title", "Cisco VPN client pauses at noon", "VPN client pauses")
    assert shared.office.code(stale) is Code.CHANGED_MEANWHILE
    assert shared.office.code(MergeRefused(card.id, "status", "OPEN")) is Code.NOTHING_TO_KEEP
    assert [one.id for one in shared.cards()] == [card.id]


def refuse(shared: Shared, code: str = "42501") -> RefusedOperation:
    """Have the newest operation refused, as a round would."""
    with shared.office.store.bulk() as db:
        (body,) = db.execute("select body from _op order by n desc limit 1").fetchone()
        key = json.loads(body)["id"]
        settle(db, [Answer(key, code, "told")])
        undo(db)
    return next(card for card in shared.cards() if card.id == key)


def taken_back(office: Office, ticket: str) -> tuple[Command, ...]:
    """The undo of a resolution."""
    office.do(SetStatus(ticket, Status.IN_PROGRESS))
    undo = office.do(SetStatus(ticket, Status.RESOLVED, "Done", Outcome.SOLVED)).undo
    assert undo is not None
    return (undo,)


def commands(office: Office) -> dict[str, tuple[Command, ...]]:
    """What stands before, and last the command that is refused and redone, by a name."""
    ticket = office.ticket("First")
    other = office.ticket("Second")
    team = str(office.rows("team", "name = 'Network'")[0]["id"])
    file = office.services.folder / "notes.txt"
    file.write_text("what was seen")
    requester = office.hire("Rui", email="rui@corp.example")
    return {
        "CreateTicket": (
            CreateTicket(
                "New",
                "Whole",
                NewRequester("Yan", "yan@corp.example"),
                TicketType.LOGIN_PROBLEM,
                Priority.LOW,
                assignee=office.me,
                tags=("a", "b"),
                files=(file,),
            ),
        ),
        "SetStatus": (SetStatus(ticket, Status.RESOLVED, "Done", Outcome.WORKAROUND),),
        "SetStatus, undone": taken_back(office, other),
        "Assign": (Assign(ticket, office.me),),
        "Transfer": (Transfer(ticket, team),),
        "SetPriority": (SetPriority(ticket, Priority.CRITICAL),),
        "SetType": (SetType(ticket, TicketType.PERMISSION_ISSUE),),
        "SetImpact": (SetImpact(ticket, Impact.PERSON, Urgency.LOW), SetImpact(ticket, Impact.GROUP, Urgency.LOW)),
        "SetTitle": (SetTitle(ticket, "Renamed"),),
        "SetDescription": (SetDescription(ticket, "In other words"),),
        "SetRequester": (SetRequester(ticket, requester),),
        "SetRequester, new": (SetRequester(ticket, NewRequester("Zhao", phone="123")),),
        **more_commands(office, ticket, other, file),
        **article_commands(office, ticket),
        **incident_commands(office),
        **review_commands(office),
    }


def article_commands(office: Office, ticket: str) -> dict[str, tuple[Command, ...]]:
    """Those on articles."""
    shelf = office.do(SaveCategory("Accounts")).subject
    said = Content("Reset MFA", "Verify.", ContentType.FAQ, shelf, ("mfa",), "https://a.example/v")
    article = office.do(CreateArticle(said, Locale.EN)).subject
    chinese = office.do(CreateArticle(Content("重置"), Locale.ZH)).subject
    first = str(office.rows("article", "id = ?", article)[0]["version"])
    office.do(EditArticle(article, Content("Reset MFA", "Verify first.")))
    due = office.clock.now()
    return {
        "CreateArticle": (CreateArticle(said, Locale.EN, ticket),),
        "EditArticle": (EditArticle(article, Content("Reset a second factor", "Verify.")),),
        "RestoreVersion": (RestoreVersion(article, first),),
        "SetStage": (SetStage(article, Stage.IN_REVIEW),),
        "PublishArticle": (PublishArticle(article, first),),
        "ArchiveArticle": (ArchiveArticle(article),),
        "SetCare": (SetCare(article, None, due),),
        "PairArticles": (PairArticles(article, chinese),),
        "VoteOnArticle": (VoteOnArticle(article, VoteValue.NOT_HELPFUL, "Too short"),),
        "NoteView": (NoteView(article),),
        "NoteSearch": (NoteSearch("mfa", 0),),
        "UseArticle": (UseArticle(ticket, article, Manner.LINK),),
        "SaveCategory": (SaveCategory("Devices", "Phones", 7),),
        "SaveCategory, changed": (SaveCategory("People", "All", None, shelf),),
        "DropCategory": (DropCategory(shelf),),
    }


def more_commands(office: Office, ticket: str, other: str, file: Path) -> dict[str, tuple[Command, ...]]:
    """Those on tags, links, words, files and views."""
    office.do(SetTags(ticket, ("vpn", "old")))
    office.do(LinkTickets(ticket, other, LinkKind.RELATES))
    link = office.whole(ticket).links[0].id
    view = office.do(SaveView("Mine", {"text": "vpn"}, "updated")).subject
    back = office.clock.now() + timedelta(days=1)
    return {
        "SetTags": (SetTags(ticket, ("new",), ("old",)),),
        "AddMessage": (AddMessage(ticket, "Hello", Visibility.PUBLIC, files=(file,)),),
        "RecordMessage": (RecordMessage(ticket, "Said", Channel.PHONE),),
        "RecordMessage, after the end": (
            SetStatus(other, Status.RESOLVED, "Done", Outcome.SOLVED),
            SetStatus(other, Status.CLOSED),
            RecordMessage(other, "It came back", Channel.HOTLINE),
        ),
        "Attach": (Attach(ticket, (file,)),),
        "LinkTickets": (LinkTickets(ticket, other, LinkKind.BLOCKS),),
        "UnlinkTickets": (UnlinkTickets(ticket, link),),
        "SaveView": (SaveView("Another", {"text": "x"}, "number"),),
        "SaveView, changed": (SaveView("Mine", {"text": "y"}, "number", view),),
        "DropView": (DropView(view),),
        "SetAvailability": (SetAvailability(office.me, Availability.OUT_OF_OFFICE, back),),
        "PublishPolicy": (PublishPolicy(PolicyKind.RULES, "Rules", {"close_after_days": 3}),),
    }


def review_commands(office: Office) -> dict[str, tuple[Command, ...]]:
    """Those on the analysis of an incident."""
    earlier = office.do(DeclareIncident("Nobody signs in")).subject
    begun, bare = (office.do(DeclareIncident("Nobody signs in again")).subject for _ in range(2))
    for incident in (begun, bare):
        office.do(SetFindings(incident, "Disk", "Replaced"))
    office.do(WriteReview(begun, ReviewText.LESSONS, "Watch disks"))
    action, due = office.do(AddAction(begun, "Watch disks")).subject, office.clock.now()
    return {
        "WriteReview": (WriteReview(begun, ReviewText.LESSONS, "Watch all disks"),),
        "WriteReview, begun": (WriteReview(bare, ReviewText.LESSONS, "Watch disks"),),
        "PrefillReview": (PrefillReview(begun),),
        "SetReviewer": (SetReviewer(begun, office.me, due),),
        "MoveReview": (MoveReview(begun, ReviewState.IN_REVIEW),),
        "MoveReview, begun": (MoveReview(bare, ReviewState.IN_REVIEW),),
        "AddAction": (AddAction(begun, "Buy disks", office.me, due),),
        "ChangeAction": (ChangeAction(action, "Watch all disks", office.me, due),),
        "EndAction": (EndAction(action, ActionState.DONE, "by a timer"),),
        "LinkRecurrence": (LinkRecurrence(begun, earlier),),
    }


def incident_commands(office: Office) -> dict[str, tuple[Command, ...]]:
    """Those on incidents."""
    declared = DeclareIncident("登录失败", "Nobody signs in", 40, Severity.HIGH, 99.5, Category.CONFIGURATION_ERROR)
    incident = office.do(declared).subject
    entry, *_ = office.ask(Timeline(incident))
    return {
        "DeclareIncident": (declared,),
        "MoveIncident": (
            MoveIncident(incident, IncidentStatus.RESOLVED),
            MoveIncident(incident, IncidentStatus.INVESTIGATING, "it came back"),
        ),
        "SetSeverity": (SetSeverity(incident, Severity.CRITICAL, "two sites"),),
        "SetCategory": (SetCategory(incident, Category.AUTHENTICATION_FAILURE),),
        "AddEntry": (AddEntry(incident, "First calls", entry.event_at, evidence="https://example.org/1"),),
        "AddEntry, corrected": (AddEntry(incident, "At noon", corrects=entry.id),),
        "PinEntry": (PinEntry(entry.id),),
        "MergeIncident": (MergeIncident(incident, office.do(declared).subject, "the same"),),
        "SetHandler": (SetHandler(incident, office.me),),
        "SetCommander": (SetCommander(incident, office.me),),
        "SetEvidence": (SetEvidence(incident, 0, Severity.HIGH, 12.5),),
        "SetFindings": (SetFindings(incident, "Disk", "Replaced", "Whole", entry.event_at, entry.event_at),),
        **work_commands(office, incident),
    }


def work_commands(office: Office, incident: str) -> dict[str, tuple[Command, ...]]:
    """Those by which people ask something of each other on an incident, and link tickets."""
    ticket = office.ticket("Third")
    office.do(LinkToIncident(incident, (ticket,)))
    office.do(OfferRole(incident, Duty.DEPUTY, office.me))
    office.do(AskTask(incident, "Look at node 2", office.me, 5))
    held, asked = (str(office.rows(table)[-1]["id"]) for table in ("incident_role", "incident_task"))
    return {
        "OfferRole": (OfferRole(incident, Duty.EXPERT, office.me, Category.PERFORMANCE_DEGRADATION),),
        "MoveRole": (MoveRole(held, OfferState.ENDED),),
        "AskTask": (AskTask(incident, "Look at node 3", office.me, 20),),
        "MoveTask": (MoveTask(asked, TaskState.DONE, "Answers again"),),
        "LinkToIncident": (LinkToIncident(incident, (office.ticket("Fourth"), office.ticket("Fifth"))),),
        "UnlinkFromIncident": (UnlinkFromIncident(incident, (ticket,)),),
        "SendMessage": (SendMessage(incident, MessageKind.UPDATE, *TOLD, ("support_team",), public=True),),
    }


TOLD = {Locale.EN: "We look into it"}, {Locale.EN: "Sign-in is **slow**."}
KINDS = (
    "CreateTicket",
    "SetStatus",
    "SetStatus, undone",
    "Assign",
    "Transfer",
    "SetPriority",
    "SetType",
    "SetImpact",
    "SetTitle",
    "SetDescription",
    "SetRequester",
    "SetRequester, new",
    "SetTags",
    "AddMessage",
    "RecordMessage",
    "RecordMessage, after the end",
    "Attach",
    "LinkTickets",
    "UnlinkTickets",
    "SaveView",
    "SaveView, changed",
    "DropView",
    "SetAvailability",
    "PublishPolicy",
    "CreateArticle",
    "EditArticle",
    "RestoreVersion",
    "SetStage",
    "PublishArticle",
    "ArchiveArticle",
    "SetCare",
    "PairArticles",
    "VoteOnArticle",
    "NoteView",
    "NoteSearch",
    "UseArticle",
    "SaveCategory",
    "SaveCategory, changed",
    "DropCategory",
    "DeclareIncident",
    "MoveIncident",
    "SetSeverity",
    "SetCategory",
    "AddEntry",
    "AddEntry, corrected",
    "PinEntry",
    "MergeIncident",
    "SetHandler",
    "SetCommander",
    "SetEvidence",
    "SetFindings",
    "OfferRole",
    "MoveRole",
    "AskTask",
    "MoveTask",
    "LinkToIncident",
    "UnlinkFromIncident",
    "SendMessage",
    "WriteReview",
    "WriteReview, begun",
    "PrefillReview",
    "SetReviewer",
    "MoveReview",
    "MoveReview, begun",
    "AddAction",
    "ChangeAction",
    "EndAction",
    "LinkRecurrence",
)

PASSING = frozenset(
    "id root seq at who number created_at updated_at happened_at recorded_at resolved_at closed_at first_responded_at"
    " message requester event_at reported_at assigned_at acknowledged_at effective_at published_at version"
    " article duplicate_of offered_at answered_at ended_at asked_at accepted_at linked_at done_at sent_at".split()
)
"""What may differ between doing a thing and doing it again: ids, numbers and instants."""


def picture(office: Office) -> list[str]:
    """All rows without what may differ, people by name, in an order of their own."""
    tables = (*shapes(),)
    names = {row["id"]: row["name"] for row in office.rows("person")}
    found = [(table, row) for table in tables for row in office.rows(table, "dead = 0")]

    def seen(field: str, value: object) -> object:
        return value is not None if field == "archived_at" else names.get(value, value)

    return sorted(
        table + rows.dumps({k: seen(k, v) for k, v in row.items() if k not in PASSING}) for table, row in found
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_command_can_be_redone_and_does_the_same(shared: Shared, kind: str) -> None:
    """Whatever was refused, and whatever for: redone, it leaves what it would have left."""
    office = shared.office
    *before, command = commands(office)[kind]
    for earlier in before:
        office.do(earlier)
    shared.sync()
    office.do(command)
    done = picture(office)
    card = refuse(shared)
    assert card.what == kind.partition(",")[0]
    assert card.reason.code is Code.OPERATION_FORBIDDEN
    assert picture(office) != done
    office.do(RedoRefused(card.id))
    assert picture(office) == done
    shared.sync()
    assert not shared.cards()
    with closing(open_hub(shared.path)) as db:
        assert SqliteHub(db, shared.login, office.clock).pull(Cursor()).rows


def test_an_incident_moved_meanwhile_is_told_and_not_moved_astray(shared: Shared) -> None:
    """SPEC 7.5."""
    office = shared.office
    incident = office.do(DeclareIncident("Nobody signs in")).subject
    shared.sync()
    with closing(open_hub(shared.path)) as db:
        db.execute("update person set roles = ? where login = ?", (f'["{Role.COMMANDER}"]', MEI))
    told = {"root": incident, "kind": "STATUS", "to_value": "MONITORING", "happened_at": 1, "recorded_at": 1}
    expect = {"status": "REPORTED"}
    shared.colleague(
        {"t": "incident_event", "k": "e", "new": told},
        {"t": "incident", "k": incident, "set": {"status": "MONITORING"}, "expect": expect},
    )
    office.do(MoveIncident(incident, IncidentStatus.ACKNOWLEDGED))
    card = shared.card()
    assert (card.what, card.ticket, card.number, card.title) == ("MoveIncident", None, 1, "Nobody signs in")
    assert card.fields == (Clash("status", "REPORTED", "ACKNOWLEDGED", "MONITORING"),)
    assert card.reason.code is Code.CHANGED_MEANWHILE
    assert office.code(RedoRefused(card.id)) is Code.ILLEGAL_STATUS
    assert office.code(KeepRefused(card.id)) is Code.NOTHING_TO_KEEP
    assert office.do(DiscardRefused(card.id)).changed.incidents == {incident}


def test_words_that_two_wrote_into_an_analysis_are_put_together(shared: Shared) -> None:
    """Redone, what the other wrote meanwhile is kept beside one's own."""
    office, lessons = shared.office, ReviewText.LESSONS
    incident = office.do(DeclareIncident("Nobody signs in")).subject
    office.do(WriteReview(incident, lessons, "Watch the disks"))
    shared.sync()
    with closing(open_hub(shared.path)) as db:
        db.execute("update person set roles = '[\"lead\"]' where login = ?", (MEI,))
    (review,) = office.rows("review")
    change = {"set": {"lessons": "Watch the disks daily"}, "expect": {"lessons": "Watch the disks"}}
    with closing(open_hub(shared.path)) as db:
        db.execute("insert or ignore into member select ?, scope from incident", (MEI,))
    shared.colleague({"t": "review", "k": review["id"], **change})
    office.do(WriteReview(incident, lessons, "Please watch the disks", "Watch the disks"))
    card = shared.card()
    assert (card.what, card.code, card.title) == ("WriteReview", "DS001", "Nobody signs in")
    assert card.fields == (Clash("lessons", "Watch the disks", "Please watch the disks", "Watch the disks daily"),)
    office.do(RedoRefused(card.id))
    shared.sync()
    assert not shared.cards()
    assert office.rows("review")[0]["lessons"] == "Please watch the disks daily"


def test_the_way_an_incident_cannot_go_is_told_with_those_it_can(shared: Shared) -> None:
    office = shared.office
    incident = office.do(DeclareIncident("Nobody signs in")).subject
    office.do(MoveIncident(incident, IncidentStatus.RESOLVED))
    shared.sync()
    office.do(MoveIncident(incident, IncidentStatus.CLOSED))
    reason = refuse(shared, "DS002").reason
    assert (reason.code, reason.params["target"]) == (Code.ILLEGAL_STATUS, IncidentStatus.CLOSED)
    assert reason.params["allowed"] == (IncidentStatus.INVESTIGATING, IncidentStatus.CLOSED)


def test_all_commands_are_tried(shared: Shared) -> None:
    assert tuple(commands(shared.office)) == KINDS
    mine = {kind.partition(",")[0] for kind in KINDS}
    of_their_own = {"KeepRefused", "RedoRefused", "MergeRefused", "DiscardRefused"}
    assert mine | of_their_own == {kind.__name__ for kind in Command.__args__}


def test_what_the_hub_could_not_settle_says_so(shared: Shared) -> None:
    shared.office.ticket("Poisoned")
    card = refuse(shared, "DS009")
    assert card.reason.code is Code.OPERATION_UNSETTLED
    assert card.reason.params["reason"] == "DS009 told"
    assert (card.title, card.number) == ("Poisoned", None)


def test_a_refused_ticket_keeps_its_id_for_what_hangs_on_it(shared: Shared) -> None:
    ticket = shared.office.ticket("Refused")
    refuse(shared)
    shared.office.do(RedoRefused(shared.cards()[0].id))
    shared.office.do(AddMessage(ticket, "On the same one", Visibility.INTERNAL))
    shared.sync()
    assert not shared.cards()
    assert shared.office.whole(ticket).message_count == 1
