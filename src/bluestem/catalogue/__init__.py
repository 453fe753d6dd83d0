"""Every public record is declared here once and thereby gets its list, facets, search, feeds and exports.

It must not know any record type by name.
"""
