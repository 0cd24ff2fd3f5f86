"""The support console: triage, incidents and statistics for the people who run an identity platform."""
