"""Processes, phases, meetings, venues, offices and roles in a meeting."""
