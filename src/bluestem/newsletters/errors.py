"""What can go wrong with newsletters, beyond wrong fields and missing rights."""


class TooMany(Exception):
    """More people ask for the newsletter at once than we write to: somebody may be misusing the form."""


class UnknownToken(LookupError):
    """The link is not ours, too old, or belongs to nobody any more."""


class AlreadyOnItsWay(Exception):
    """The issue is being sent or was sent; it cannot be sent again or taken back."""
