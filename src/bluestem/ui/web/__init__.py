"""The interface's own addresses: the choice of theme and the pattern page."""
