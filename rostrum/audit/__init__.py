"""Who decided what, and when."""
