"""What leaves the desk as a file. No names."""
