"""Breaks the pack in one place at a time; the worked cases or the second reading must notice.

Run by `python -m tests.mutate`.
"""
