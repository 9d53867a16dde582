"""What leaves as a file: evaluations on official paper."""
