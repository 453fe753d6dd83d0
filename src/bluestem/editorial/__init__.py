"""Pages that the secretariat writes itself: what stands on the home page, and pages such as "about us".

Wagtail keeps them (drafts, preview, schedule, comparison, moderation); our own templates show them.
"""
