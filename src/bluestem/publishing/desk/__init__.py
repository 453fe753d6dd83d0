"""Pages of publishing in the secretariat's admin: worklist, review, history of a record, who did what."""
