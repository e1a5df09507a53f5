"""For all tests: examples that hypothesis makes are the same in every run, and a slow machine fails none."""

from hypothesis import settings

settings.register_profile("marsad", deadline=None, derandomize=True)
settings.load_profile("marsad")
