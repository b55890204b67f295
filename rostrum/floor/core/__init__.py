"""The floor as a pure state machine: a list of events, folded to a state, with no I/O and no clock.

Times are aware datetimes passed in; durations are seconds. Sources: S002:259-266 and S003:71-79.
"""
