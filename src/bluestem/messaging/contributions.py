"""What messaging offers to other rooms."""
