"""What other rooms may use of importing."""

__all__: list[str] = []
