"""Repair: corrections, two answers in one breath, questions and feelings beside the path."""
