"""What other rooms may use of following."""

__all__: list[str] = []
