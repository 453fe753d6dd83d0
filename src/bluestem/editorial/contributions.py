"""What editorial offers to other rooms."""
