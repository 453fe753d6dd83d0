"""What publishing offers to other rooms."""
