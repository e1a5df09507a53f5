"""The record for programs, and for the site's own map."""
