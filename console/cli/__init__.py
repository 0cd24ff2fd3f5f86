"""The command line: verbs, their answers as JSON or aligned text, and the check of this machine."""
