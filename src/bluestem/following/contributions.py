"""What following offers to other rooms."""
