"""Where the journal meets the database and the server's key."""
