"""What lies outside the database: the server's key."""
