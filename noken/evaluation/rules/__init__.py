"""What evaluation counts and decides, without a database."""
