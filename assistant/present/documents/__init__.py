"""The papers of a case: one list of blocks, made into PDF, Word, a page or plain text.

What stands in a paper is said in the pack's documents.yaml. Every form of it is drawn from the same
blocks, so that they cannot drift apart.
"""
