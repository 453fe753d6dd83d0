"""The pages that belong to no single room: home, country pages, site-wide search, my space.

It shows what rooms contribute and names no activity room.
"""
