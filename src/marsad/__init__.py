"""Read Arabic reports of armed conflict and keep a sourced record of them."""

__version__ = "0.1.0"
