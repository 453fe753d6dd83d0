"""What other rooms may use of links."""

__all__: list[str] = []
