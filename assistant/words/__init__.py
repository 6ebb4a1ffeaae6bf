"""The practitioner's own words."""
