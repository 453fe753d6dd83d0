"""Mail and notices: one outbox that never sends twice, templates, digests, what each person wants to hear of."""
