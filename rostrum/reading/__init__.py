"""Reading papers: from a file to a programme whose every value knows its place; no model, no network."""
