"""Attacks that once worked, each with its figure: what a request costs the service, and who has to wait for it."""
