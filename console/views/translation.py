"""The language of the window: which one is spoken, and the switch between them while it runs.

Promise: texts follow at once and everywhere, standard buttons and plurals included; a missing catalogue leaves English.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from console.models.kinds import Locale
from console.resources import resource

QT_CATALOGUES = {Locale.ZH: "qtbase_zh_CN", Locale.EN: "qtbase_en"}


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark `text` for translation in a context and leave it as it is; Qt's own is declared to answer an object."""
    return text


class Language(QObject):
    """The language spoken now."""

    changed = Signal()
    """Another language is spoken; who shows texts or dates shows them anew."""

    def __init__(self, application: QCoreApplication, locale: Locale) -> None:
        super().__init__(application)
        self._application = application
        self._translators: list[QTranslator] = []
        self.locale = locale
        self._install(locale)

    def speak(self, locale: Locale) -> None:
        """Switch to `locale`; widgets get a LanguageChange event and `changed` follows."""
        if locale is self.locale:
            return
        self.locale = locale
        self._install(locale)
        self.changed.emit()

    def _install(self, locale: Locale) -> None:
        QLocale.setDefault(QLocale(locale.value))
        for translator in self._translators:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        qts_own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        sources = ((QT_CATALOGUES[locale], qts_own), (f"console_{locale.value}", str(resource("i18n"))))
        self._translators = [self._loaded(name, folder) for name, folder in sources]

    def _loaded(self, name: str, folder: str) -> QTranslator:
        translator = QTranslator(self)
        if translator.load(name, folder):
            self._application.installTranslator(translator)
        return translator
