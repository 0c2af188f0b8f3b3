"""shopgen: brand shop modules from files."""

__version__ = "0.1.0"
