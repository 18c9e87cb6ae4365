"""Records of foreign data, each with an id of its own, as the tables that spreadsheets are imported from."""
