"""Mail goes to a real server, once, signed in over verified TLS, and no text becomes a header (SPEC 9.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.models.kinds import Locale
from console.models.message_kinds import MailSecurity
from console.models.runbook_kinds import Finding
from console.services.channels.smtp import send
from console.services.clock import SystemClock
from console.services.letter import Fate, NotSent
from console.services.reach import Deadline
from tests.support.certificates import DAY, Authority
from tests.support.mail import GOOD_WORD, LETTER, mail_channel, posting
from tests.support.peers import shut_port


def deadline() -> Deadline:
    return Deadline(SystemClock(), 10)


def test_a_letter_arrives_whole_in_its_language() -> None:
    with posting() as post:
        send(
            mail_channel(post.port),
            replace(LETTER, subject="登录失败", name="韩睿", locale=Locale.ZH),
            None,
            deadline(),
        )
    ((recipients, _),) = post.given
    (mail,) = post.letters
    assert recipients == ["wei@example.org"]
    assert (mail["Subject"], mail["To"].addresses[0].display_name) == ("登录失败", "韩睿")
    assert (mail["From"].addresses[0].addr_spec, mail["From"].addresses[0].display_name) == (
        "desk@example.org",
        "Support desk",
    )
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == ("<0191-key@example.org>", "auto-generated")
    assert mail["Content-Language"] == "zh-CN"
    parts = {part.get_content_type(): part.get_content() for part in mail.iter_parts()}
    assert parts["text/plain"].strip() == "We **investigate**."
    assert "<strong>investigate</strong>" in parts["text/html"]


def test_no_text_of_a_person_becomes_a_header() -> None:
    evil = replace(LETTER, subject="Hi\r\nBcc: all@example.org", name='Wei"\r\nX-Evil: 1\r\n\r\nbody')
    with posting() as post:
        send(mail_channel(post.port), evil, None, deadline())
    (mail,) = post.letters
    assert mail["Bcc"] is None
    assert mail["X-Evil"] is None
    assert mail["Subject"] == "Hi Bcc: all@example.org"
    assert post.given[0][0] == ["wei@example.org"]


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_it_signs_in_over_tls_and_tells_nobody_else_the_password(security: MailSecurity) -> None:
    authority = Authority()
    with posting(authority.issue(), starttls=security is MailSecurity.STARTTLS) as post:
        channel = mail_channel(post.port, security, authority.pem)
        send(channel, LETTER, GOOD_WORD, deadline())
        for secret, finding in (("wrong", Finding.SIGN_IN_REFUSED), (None, Finding.UNSIGNED)):
            with pytest.raises(NotSent) as refused:
                send(channel, LETTER, secret, deadline())
            assert (refused.value.fate, refused.value.finding) == (Fate.AGAIN, finding)
        stranger = mail_channel(post.port, security, Authority().pem)
        with pytest.raises(NotSent) as refused:
            send(stranger, LETTER, GOOD_WORD, deadline())
        assert refused.value.finding is Finding.CERTIFICATE_UNKNOWN
    with posting(authority.issue(until=-DAY / 2, since=timedelta(days=-2)), starttls=True) as late:
        with pytest.raises(NotSent) as refused:
            send(mail_channel(late.port, MailSecurity.STARTTLS, authority.pem), LETTER, GOOD_WORD, deadline())
        assert refused.value.finding is Finding.CERTIFICATE_EXPIRED
    assert len(post.given) == 1
    assert not late.given


def test_a_server_without_tls_is_never_told_a_password() -> None:
    with posting() as post, pytest.raises(NotSent) as refused:
        send(mail_channel(post.port, MailSecurity.STARTTLS), LETTER, GOOD_WORD, deadline())
    assert (refused.value.fate, refused.value.finding) == (Fate.AGAIN, Finding.NO_TLS)


def test_a_server_nobody_signs_in_at_is_told_as_that() -> None:
    authority = Authority()
    with posting(authority.issue(), signs_in=False) as post, pytest.raises(NotSent) as refused:
        send(mail_channel(post.port, MailSecurity.TLS, authority.pem), LETTER, GOOD_WORD, deadline())
    assert (refused.value.fate, refused.value.finding) == (Fate.AGAIN, Finding.SIGN_IN_REFUSED)


@pytest.mark.parametrize(
    ("answers", "fate", "finding"),
    [
        ({"wei@example.org": "450 busy"}, Fate.AGAIN, Finding.MAIL_REFUSED),
        ({"wei@example.org": "550 no such user"}, Fate.NEVER, Finding.MAIL_REFUSED),
        ({"DATA": "554 spam"}, Fate.NEVER, Finding.MAIL_REFUSED),
        ({"DATA": "451 later"}, Fate.AGAIN, Finding.MAIL_REFUSED),
        ({"DATA": ""}, Fate.UNSURE, Finding.MAIL_LOST),
    ],
)
def test_what_a_server_says_decides_whether_it_is_tried_again(
    answers: dict[str, str], fate: Fate, finding: Finding
) -> None:
    with posting() as post:
        post.answers = answers
        with pytest.raises(NotSent) as refused:
            send(mail_channel(post.port), LETTER, None, deadline())
    assert (refused.value.fate, refused.value.finding) == (fate, finding)


def test_nobody_there_is_tried_again() -> None:
    with pytest.raises(NotSent) as refused:
        send(mail_channel(shut_port()), LETTER, None, deadline())
    assert (refused.value.fate, refused.value.finding) == (Fate.AGAIN, Finding.CONNECTION_REFUSED)
