"""The sample network: believable content, loaded only through the rooms' services."""
