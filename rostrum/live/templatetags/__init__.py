"""Template tags for live pages."""
