"""Saved views of the queue: their owner changes them; a lead may change and delete what is shared, too."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusals import Refused

from ..models import DefaultView, SavedView

MOST_VIEWS = 30


def may_change(view: SavedView, by: User) -> bool:
    return view.owner_id == by.pk or (view.is_shared and by.is_lead)


def save_view(
    *, by: User, at: datetime, name: str, query: str, is_shared: bool = False, is_default: bool = False
) -> SavedView:
    with transaction.atomic():
        # One at a time for each person: the name is free, and the limit holds.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        if by.saved_views.count() >= MOST_VIEWS:
            raise Refused(_("You have %d saved views. Delete one first.") % MOST_VIEWS)
        _refuse_taken(by, name)
        view = SavedView.objects.create(owner=by, name=name, query=query, is_shared=is_shared, saved_at=at)
        if is_default:
            set_default(view, by=by)
    return view


def change_view(
    view_id: int,
    *,
    by: User,
    at: datetime,
    name: str,
    is_shared: bool,
    is_default: bool,
    query: str | None = None,
) -> SavedView:
    """Whose default it is each decides for themselves; a view that is no longer shared is nobody else's default."""
    with transaction.atomic():
        view = _locked(view_id, by)
        if name != view.name:
            _refuse_taken(view.owner, name)
        view.name, view.is_shared, view.saved_at = name, is_shared, at
        if query is not None:
            view.query = query
        view.save(update_fields=["name", "is_shared", "saved_at", "query"])
        if not is_shared:
            view.defaults.exclude(user=view.owner).delete()
        if is_default and view.is_shared | (view.owner_id == by.pk):
            set_default(view, by=by)
        else:
            DefaultView.objects.filter(user=by, view=view).delete()
    return view


def delete_view(view_id: int, *, by: User) -> SavedView:
    with transaction.atomic():
        view = _locked(view_id, by)
        view.delete()
    return view


def set_default(view: SavedView | None, *, by: User) -> None:
    """None: the queue begins with what is due soon or theirs, as for everybody."""
    if view is None:
        DefaultView.objects.filter(user=by).delete()
        return
    if not SavedView.objects.visible_to(by).filter(pk=view.pk).exists():
        raise PermissionDenied(_("This view is not shared with you."))
    DefaultView.objects.update_or_create(user=by, defaults={"view": view})


def _locked(view_id: int, by: User) -> SavedView:
    view = SavedView.objects.select_for_update(of=("self",)).select_related("owner").get(pk=view_id)
    if not may_change(view, by):
        raise PermissionDenied(_("Only who saved a view changes it, or a lead when it is shared."))
    return view


def _refuse_taken(owner: User, name: str) -> None:
    if owner.saved_views.filter(name=name).exists():
        raise Refused(_("There is a view of this name already."))
