"""The open article: its title, what is known of it, the text, and whether it helped.

Promise: buttons run actions of the table; what cannot be done now is greyed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Locale
from console.models.knowledge_kinds import ArticleState, VoteValue
from console.services.knowledge.queries import WholeArticle
from console.views.knowledge.parts import SCHEMES, WIDEST, Reader, stacked
from console.views.labels import label
from console.views.theme import COLUMN_HEAD, Look
from console.views.times import exact


class ReadingPanel(QFrame):
    """Shows one article."""

    wanted = Signal(str)
    """The id of an action."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._video = ""
        self.setProperty("kind", "surface")
        self._title = label(self, "title", wraps=True)
        self._facts = label(self, "small", wraps=True)
        self._newer = label(self, "warn", wraps=True)
        self.text = Reader(look, self)
        self.text.setAccessibleName("")
        self._watch = QPushButton(self)
        self._watch.clicked.connect(self._open_video)
        self._told = label(self, "small")
        self.buttons = {
            key: QPushButton(self) for key in ("article.write", "article.publish", "article.review", "article.versions")
        }
        self.votes = {
            VoteValue.HELPFUL: QPushButton(self),
            VoteValue.NOT_HELPFUL: QPushButton(self),
        }
        self._build()

    def show_article(self, whole: WholeArticle, locale: Locale, today: date, hindered: Callable[[str], str]) -> None:
        """Show it; `hindered` tells which actions cannot be done now."""
        row = whole.row
        self._title.setText(whole.content.title)
        facts = [
            words.word(row.state, locale),
            words.word(row.type, locale),
            row.category_name,
            self.tr("updated {when}").format(when=exact(row.updated, today, locale)),
            row.owner,
            self.tr("review by {when}").format(when=exact(row.review_by, today, locale)) if row.review_by else "",
            self.tr("the same in the other language: {title}").format(title=whole.pair_title) if whole.pair else "",
            *(f"#{tag}" for tag in row.tags),
        ]
        self._facts.setText(" · ".join(filter(None, facts)))
        self._newer.setText(self.tr("Readers still see an earlier version; publish this one to show it."))
        self._newer.setVisible(row.has_newer and row.state is ArticleState.PUBLISHED)
        self.text.setAccessibleName(whole.content.title)
        self.text.show_html(whole.html)
        self._video = whole.content.video_url or ""
        self._watch.setVisible(bool(self._video))
        told = whole.told
        self._told.setText(
            self.tr("%n views", "", told.views)
            + " · "
            + self.tr("{helpful} found it helpful, {other} did not").format(
                helpful=told.helpful, other=told.not_helpful
            )
        )
        for value, button in self.votes.items():
            button.setChecked(told.mine is value)
        for key, button in self.buttons.items():
            button.setEnabled(not hindered(key))

    def retranslate(self, titles: Callable[[str], str]) -> None:
        """Take the words of the present language; `titles` names actions."""
        for key, button in self.buttons.items():
            button.setText(titles(key))
        self._watch.setText(self.tr("Watch the video"))
        self.votes[VoteValue.HELPFUL].setText(titles("article.helpful"))
        self.votes[VoteValue.NOT_HELPFUL].setText(titles("article.unhelpful"))

    def dress(self) -> None:
        """Take the look in use."""
        self.text.dress()

    def _open_video(self) -> None:
        url = QUrl(self._video)
        if url.scheme().lower() in SCHEMES:
            QDesktopServices.openUrl(url)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for key, button in self.buttons.items():
            button.setProperty("kind", "primary" if key == "article.publish" else "")
            button.clicked.connect(lambda *_, key=key: self.wanted.emit(key))
            row.addWidget(button)
        row.addStretch(1)
        head = QFrame(self)
        head.setMinimumHeight(COLUMN_HEAD - 1)
        head.setLayout(row)
        row.setContentsMargins(24, 8, 24, 8)
        votes = QHBoxLayout()
        votes.setSpacing(8)
        for value, button in self.votes.items():
            button.setCheckable(True)
            button.setProperty("kind", "option")
            key = "article.helpful" if value is VoteValue.HELPFUL else "article.unhelpful"
            button.clicked.connect(lambda *_, key=key: self.wanted.emit(key))
            votes.addWidget(button)
        votes.addWidget(self._told)
        votes.addStretch(1)
        body = QVBoxLayout()
        body.setContentsMargins(24, 12, 24, 12)
        body.setSpacing(8)
        for widget in (self._title, self._facts, self._newer):
            body.addWidget(widget)
        body.addWidget(self._watch, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.text, 1)
        body.addLayout(votes)
        self.text.setMaximumWidth(WIDEST + 24)
        stacked(self, head, body)
