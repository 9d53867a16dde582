"""What the first screens show, composed from the queries of all areas."""
