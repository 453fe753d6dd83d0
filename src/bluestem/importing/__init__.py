"""Tables that become records: a dry run that says what would happen, then the import, resumable and repeatable."""
