"""The Reconciliation API of the W3C's community group, 0.2 and the 1.0 draft: which entity a cell of a table means."""
