"""Tests of Waypost, by room; oracle/ is the second reading of the plan."""
