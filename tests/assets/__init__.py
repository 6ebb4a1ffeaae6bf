"""What is built from static/src, and what it weighs."""
