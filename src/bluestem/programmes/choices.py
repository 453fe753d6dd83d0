from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


class Audience(models.TextChoices):
    TEACHERS = "teachers", _("Teachers")
    HEADS = "heads", _("Heads of school")
    COUNSELLORS = "counsellors", _("Career counsellors")
    PUPILS = "pupils", _("Pupils")
    STUDENTS = "students", _("Students")
    PARENTS = "parents", _("Parents")
    COMPANIES = "companies", _("Companies")
    POLICY_MAKERS = "policy-makers", _("Policy makers")


class FundingModel(models.TextChoices):
    PUBLIC = "public", _("Public money")
    PRIVATE = "private", _("Companies and foundations")
    MIXED = "mixed", _("Public and private money")
    EUROPEAN = "european", _("European funds")


class IndicatorKind(models.TextChoices):
    REACH = "reach", _("Reach")
    FEEDBACK = "feedback", _("Feedback")
    BEFORE_AFTER = "before-after", _("Before and after compared")
    CONTROL = "control", _("Compared with a control group")


class FrameState(models.TextChoices):
    DONE = "done", _("Done")
    NOW = "now", _("Now")
    LATER = "later", _("Later")


class DocumentKind(models.TextChoices):
    DOCUMENT = "document", _("Document")
    REPORT = "report", _("Report")
    TOOLKIT = "toolkit", _("Toolkit")
    GUIDELINE = "guideline", _("Guideline")
    SLIDES = "slides", _("Slides")
    VIDEO = "video", _("Video")
    WEBSITE = "website", _("Website")
