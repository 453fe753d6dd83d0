"""Letters to those who asked for them twice, issue by issue."""
