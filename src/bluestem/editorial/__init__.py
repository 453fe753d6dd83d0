"""Pages that the secretariat writes itself, in blocks, with pictures that say what they show."""
