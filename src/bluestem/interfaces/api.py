"""What other rooms may use of interfaces."""

__all__: list[str] = []
