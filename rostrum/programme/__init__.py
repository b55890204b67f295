"""Programmes: segments in a tree, in versions that can be compared."""
