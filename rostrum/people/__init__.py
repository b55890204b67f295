"""States, organizations, persons and accounts."""
