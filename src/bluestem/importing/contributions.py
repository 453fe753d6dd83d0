"""What importing offers to other rooms."""
