"""The floor: requests, the order of speakers and the clock."""
