"""Saved web pages: HTML, and the web archives (MHT) that browsers write."""
