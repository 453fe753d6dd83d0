"""What happens to access tokens and to subscribers of events."""
