"""Who may write and publish pages: everybody who works in the secretariat, as Wagtail wants it, by a group."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from bluestem.network.api import secretariat_group

WORKFLOW = "A second person reads it"
PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILES = (
    *("add_image", "change_image", "delete_image", "choose_image"),
    *("add_document", "change_document", "delete_document", "choose_document"),
)
# What Wagtail's migrations bring along; our people belong to none of these.
BROUGHT_ALONG = ("Moderators", "Editors")


@transaction.atomic
def prepare_moderation() -> None:
    """Give the secretariat its rights on pages and files, and set up moderation: a second person may be asked.

    Repeating it changes nothing.
    """
    group = secretariat_group()
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=PAGES, content_type__app_label="wagtailcore"):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        codename__in=FILES, content_type__app_label__in=("wagtailimages", "wagtaildocs")
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    _prepare_workflow(group, root)
    Group.objects.filter(name__in=BROUGHT_ALONG).delete()


def _prepare_workflow(group: Group, root: Page) -> None:
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    WorkflowPage.objects.filter(page=root).delete()
    Workflow.objects.filter(name="Moderators approval").update(active=False)
    GroupApprovalTask.objects.filter(name="Moderators approval").update(active=False)
    workflow = Workflow.objects.create(name=WORKFLOW)
    task = GroupApprovalTask.objects.create(name=WORKFLOW)
    task.groups.set([group])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)
