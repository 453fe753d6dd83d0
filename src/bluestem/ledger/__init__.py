"""Who did what, when, where and for which programme: append-only, one line for each thing that happened.

It must not interpret what it holds; `impact` does. A correction is a counter-entry, never an edit.
"""
