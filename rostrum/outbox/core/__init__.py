"""What is decided about letters without a database, a clock or a network."""
