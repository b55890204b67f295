"""Finding what officers miss in a paper: pure rules on what was read."""
