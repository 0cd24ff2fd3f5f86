"""What is typed as a password stays nowhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from console.views.secret_field import SecretField
from tests.support.window import Window


@pytest.fixture
def secret(small: Window) -> SecretField:
    """The field in the window."""
    made = SecretField(small.shell)
    made.show()
    return made


def test_it_is_neither_shown_nor_copied(secret: SecretField) -> None:
    QGuiApplication.clipboard().setText("before")
    secret.field.setText("secret")
    secret.field.selectAll()
    secret.field.copy()
    secret.field.cut()
    assert QGuiApplication.clipboard().text() == "before"
    assert secret.field.echoMode() is QLineEdit.EchoMode.Password
    assert "secret" not in secret.field.displayText()
    assert secret.field.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu


def test_what_is_taken_is_gone(secret: SecretField) -> None:
    secret.field.setText("secret")
    assert secret.secret() == "secret"
    assert secret.take() == "secret"
    assert secret.is_empty


def test_what_is_hidden_is_gone(secret: SecretField) -> None:
    secret.field.setText("secret")
    secret.hide()
    assert secret.is_empty


def test_enter_and_every_change_are_told(secret: SecretField) -> None:
    told: list[str] = []
    secret.entered.connect(lambda: told.append("entered"))
    secret.changed.connect(lambda: told.append("changed"))
    QTest.keyClicks(secret.field, "ab")
    QTest.keyClick(secret.field, Qt.Key.Key_Return)
    assert told == ["changed", "changed", "entered"]


def test_the_keyring_is_offered(secret: SecretField) -> None:
    assert secret.keep_it
    secret._keep.click()
    assert not secret.keep_it
