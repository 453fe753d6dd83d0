"""What other rooms may use of publishing."""

__all__: list[str] = []
