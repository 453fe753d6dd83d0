"""What newsletters offers to other rooms."""
