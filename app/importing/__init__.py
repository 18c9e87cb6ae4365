"""Foreign material into a dataset's files: which known things its names mean, and drafts of articles."""
