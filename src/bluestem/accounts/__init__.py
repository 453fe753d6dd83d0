"""People and how they sign in. What a person may do comes from memberships in `network`, not from here."""
