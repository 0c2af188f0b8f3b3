"""shopgen: brand shop modules from files."""

__version__ = "0.2.0.dev0"
