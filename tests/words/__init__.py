"""What people type, and what it is taken to mean."""
