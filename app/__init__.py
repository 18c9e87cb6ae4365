"""Entente: a knowledge graph service of technology cooperation."""

VERSION = "0.1.0"
