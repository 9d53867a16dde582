"""What may be asked about attendance."""
