class CannotFollow(ValueError):
    """There is no such search or record to follow."""
