"""Entente: a knowledge graph service of technology cooperation."""
