from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MINISTRY = "ministry", _("Ministry")
    PUBLIC_BODY = "public-body", _("Public body")
    SCHOOL = "school", _("School")
    UNIVERSITY = "university", _("University")
    RESEARCH = "research", _("Research institute")
    PD_CENTRE = "pd-centre", _("Professional development centre")
    COMPANY = "company", _("Company")
    NGO = "ngo", _("Non-governmental organisation")
    ASSOCIATION = "association", _("Association")
    PLATFORM = "platform", _("STEM platform")
    MUSEUM = "museum", _("Museum or science centre")


class OrganisationRole(models.TextChoices):
    MEMBER = "member", _("Member")
    MANAGER = "manager", _("Manager")


class NetworkRole(models.TextChoices):
    EDITOR = "editor", _("Editor")
    ORGANISER = "organiser", _("Organiser")
    EVALUATOR = "evaluator", _("Evaluator")
    ADMINISTRATOR = "administrator", _("Administrator")


class RequestState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
