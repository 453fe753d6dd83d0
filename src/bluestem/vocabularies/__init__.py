"""The codes everyone shares: countries, languages, education levels, topics, kinds of organisation.

Codes are data of the code base, not of the database; labels come in the reader's language.
"""
