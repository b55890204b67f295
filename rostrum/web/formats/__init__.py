"""How the official papers write dates and times, language by language."""
