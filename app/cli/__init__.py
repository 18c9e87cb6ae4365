"""The `entente` command: running the service, work on the data, and every question as a command."""
