"""Slogans (提法): where each one stands, since when, and which texts they date."""
