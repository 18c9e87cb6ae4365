// No document disputes it.
NOT $it.disputed
