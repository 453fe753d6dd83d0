"""What other rooms may use of editorial."""

__all__: list[str] = []
