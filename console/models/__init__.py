"""The domain: values, rules and their mapping; no Qt, no network, no clock."""
