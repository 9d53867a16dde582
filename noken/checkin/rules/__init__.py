"""What a code shows, how far a place is, how strong evidence is. Pure."""
