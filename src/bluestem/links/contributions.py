"""What links offers to other rooms."""
