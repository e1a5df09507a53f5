"""Whole sample reports with the events coded from them, as text to be read."""
