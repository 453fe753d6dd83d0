"""What interfaces offers to other rooms."""
