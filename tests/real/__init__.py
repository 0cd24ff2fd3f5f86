"""Runs against exports of real systems; only where SUPPORT_CONSOLE_REAL_DATA names a folder of them."""
