"""What may be asked about machines."""
