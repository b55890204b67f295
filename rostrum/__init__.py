"""Rostrum convenes and runs intergovernmental hearings and consultations."""
