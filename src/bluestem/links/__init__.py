"""The links of records to other sites, visited now and then, with what came of it."""
