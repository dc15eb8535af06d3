"""Compare AI companies and value them, on figures one can defend."""

__version__ = "0.1.0"
