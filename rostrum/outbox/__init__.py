"""Letters that leave by e-mail: kept until delivered, each to one person once."""
