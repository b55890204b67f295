"""Composing papers from what a meeting says of itself, in the language that is active.

Each function takes ``core.facts.Facts`` and returns blocks. Text blocks hold words in braces (see
``words.values``), so that an officer's sentence keeps saying the right day and the right room.
"""
