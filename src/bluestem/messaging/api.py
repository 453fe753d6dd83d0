"""What other rooms may use of messaging."""

__all__: list[str] = []
