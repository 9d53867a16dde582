"""What lies outside the database: the server's key, and the witnesses of the journal."""
