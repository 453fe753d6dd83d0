"""Pure Python helpers: no models, no HTTP, nothing of ours above them."""
