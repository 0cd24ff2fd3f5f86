"""`message` and `channels` (docs/CLI.md): told once, shown with those it reached, and no secret in any answer."""

from __future__ import annotations

import json
from pathlib import Path

from console.cli.messages import TRIAL
from console.models.kinds import Locale
from tests.support.mail import posting
from tests.support.shell import Shell

MAIL = """
[channels.mail]
kind = "smtp"
host = "localhost"
port = {port}
security = "plain"
from = "desk@example.org"
"""


def test_a_message_is_put_down_whole_and_shown(shell: Shell) -> None:
    shell.run("incident", "declare", "--title", "Sign-in fails")
    said = ("--group", "ops_team", "--kind", "initial", "--en", "Sign-in fails", "We *look*.")
    told = shell.run("message", "send", "1", *said, "--zh", "登录失败", "调查中")
    sent = json.loads(told.stdout)
    assert (sent["kind"], sent["subject"]) == ("INITIAL", {"en": "Sign-in fails", "zh_CN": "登录失败"})
    (row,) = shell.ask("message", "list", "1")["messages"]
    assert (row["id"], row["counts"], row["deliveries"]) == (sent["id"], sent["counts"], [])
    assert set(sent["counts"].values()) == {0}, "nothing is sent by whoever writes"
    for wrong, reason in (
        (("--group", "nobody", *said[2:]), "group"),
        (said[2:], "groups"),
        ((*said[:4], "--zh", "只有标题", ""), "message"),
    ):
        done = shell.run("message", "send", "1", *wrong)
        assert done.returncode == 1
        assert reason in done.stderr.decode()
    assert len(shell.ask("message", "list", "1")["messages"]) == 1
    shell.run("message", "send", "1", *said, "--public")
    site = shell.run("incident", "site", str(shell.folder / "site"))
    assert (site.returncode, json.loads(site.stdout)["incidents"]) == (0, 1)
    assert "Sign-in fails" in (shell.folder / "site" / "en" / "index.html").read_text("utf-8")


def test_a_channel_is_set_up_and_a_trial_really_arrives(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "channels.toml"
    with posting() as post:
        file.write_text(MAIL.format(port=post.port), "utf-8")
        (made,) = shell.ask("channels", "set", str(file))["channels"]
        assert (made["name"], made["kind"], made["from"]) == ("mail", "smtp", "desk@example.org")
        assert shell.ask("channels", "list")["channels"] == [made]
        sent = shell.ask("channels", "test", "mail", "--to", "wei@example.org")
        (mail,) = post.letters
        assert mail["Message-ID"] == f"<{sent['sent']}@example.org>"
        assert mail["Subject"] == TRIAL[Locale.EN][0].format(name="mail")
        post.answers = {"wei@example.org": "550 no such user"}
        done = shell.run("channels", "test", "mail", "--to", "wei@example.org")
        assert (done.returncode, done.stdout) == (1, b"")
        assert "550 no such user" in done.stderr.decode()
    assert shell.run("channels", "test", "other", "--to", "wei@example.org").returncode == 1
    assert shell.run("channels", "test", "mail").returncode == 1
    no_address = shell.run("channels", "test", "mail", "--to", ".wei@example.org")
    assert (no_address.returncode, "--to" in no_address.stderr.decode()) == (1, True)
    file.write_text('[channels.mail]\nkind = "smtp"\nhost = "x"\nfrom = "a@b"\npassword = "p"\n', "utf-8")
    done = shell.run("channels", "set", str(file))
    assert done.returncode == 1
    assert "password" in done.stderr.decode()


def test_a_secret_is_asked_for_on_a_terminal_alone(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "channels.toml"
    file.write_text(MAIL.format(port=25), "utf-8")
    shell.ask("channels", "set", str(file))
    done = shell.run("channels", "secret", "mail")
    assert (done.returncode, done.stdout) == (1, b"")
