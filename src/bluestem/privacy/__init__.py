"""The register of personal data: what every room holds about people, why, and for how long.

It must not read another room's tables; rooms register what they hold.
"""
