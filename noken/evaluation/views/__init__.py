"""What each screen of evaluation sees, does and shows."""
