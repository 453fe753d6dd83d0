"""What people want to hear of: searches and records they follow, and the alerts that come of it."""
