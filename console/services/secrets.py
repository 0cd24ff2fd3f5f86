"""Where this system keeps secrets.

Promise: only stores that encrypt count; one that would write plain text is none.
"""

from __future__ import annotations

TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)
"""Modules of back ends that keep secrets encrypted with the person's sign-in."""


def backend() -> str | None:
    """The name of the keyring that would be used; None when there is none to trust.  Takes about 100 ms."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    found = keyring.get_keyring()
    choices = found.backends if isinstance(found, ChainerBackend) else [found]
    for choice in choices:
        if type(choice).__module__ in TRUSTED:
            return str(choice.name)
    return None
