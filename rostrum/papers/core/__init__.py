"""What a paper is made of: plain values and pure functions, without Django and without a database."""
