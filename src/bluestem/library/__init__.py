"""Publications and their files: what the network has written about STEM education, and its downloads."""
