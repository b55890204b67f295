"""What is known to be wrong with the five real papers is found; nothing else is claimed."""

from pathlib import Path

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
