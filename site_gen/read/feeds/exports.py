"""What stands in the export of a whole blog, and is not for readers: drafts, private posts, pages, menus, comments."""

from __future__ import annotations

from typing import Any, Final

_Parsed = Any  # feedparser has no types
_PUBLISHED: Final = frozenset({"publish", "published", "live"})
# Kinds of WordPress and Blogger that are no posts; a blog's own kinds may be.
_NO_POSTS: Final = frozenset(
    "page attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request comment template"
    " settings layout".split()
)
_KIND: Final = "http://schemas.google.com/blogger/2008/kind#"


def is_held_back(item: _Parsed) -> bool:
    """Whether an export says of an entry that it is not published, not for everybody, or no post."""
    status = (item.get("wp_status") or item.get("blogger_status") or "").lower()
    is_draft = (item.get("app_draft") or "").lower() == "yes" or (status != "" and status not in _PUBLISHED)
    return is_draft or bool(item.get("wp_post_password")) or _is_no_post(_kind(item))


def _kind(item: _Parsed) -> str:
    terms = (tag.get("term") or "" for tag in item.get("tags", ()))
    named = next((term.removeprefix(_KIND) for term in terms if term.startswith(_KIND)), "")
    return (item.get("wp_post_type") or item.get("blogger_type") or named).lower()


def _is_no_post(kind: str) -> bool:
    return kind in _NO_POSTS or kind.startswith("wp_")
