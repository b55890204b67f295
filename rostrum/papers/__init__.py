"""Papers of a meeting: read, checked, composed, issued and circulated."""
