"""Files of every format, read back by programs of others: see `__main__.py`."""
