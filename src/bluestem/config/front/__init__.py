"""What answers before Django: finished pages, static files, signs of life."""
