"""What people do with periods, sheets and ratings. Each function is one transaction."""
