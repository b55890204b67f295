"""Decisions about programmes: pure functions on plain values, with the standard library only."""
