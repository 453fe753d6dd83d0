from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationKind(models.TextChoices):
    REPORT = "report", _("Report")
    POLICY_PAPER = "policy-paper", _("Policy paper")
    STUDY = "study", _("Study")
    GUIDELINE = "guideline", _("Guideline")
    TOOLKIT = "toolkit", _("Toolkit")
    EVALUATION = "evaluation", _("Evaluation")
    STATISTICS = "statistics", _("Statistics")
    ARTICLE = "article", _("Article")
