"""The preparatory process of 2017-18 as demonstration data."""
