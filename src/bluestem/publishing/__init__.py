"""From draft to published, for every record type: submissions, comments on fields, decisions, revisions."""
