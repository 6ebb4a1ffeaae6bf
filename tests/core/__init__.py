"""What the rooms flow and engine promise, stated over tables, random cases and whole walks."""
