"""Who looks, and what each may do: a reader, a contributor whose changes wait for review, an editor, an owner."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("reader", "contributor", "editor", "owner")
# what a contributor may send: questions that write nothing, …
_ASKED = frozenset(
    {"/api/passage", "/api/statement/preview", "/api/witness/preview", "/api/check", "/api/preview",
     "/api/statements", "/api/form/preview", "/api/dossier/preview", "/api/event/preview",
     "/api/place/preview", "/api/judgement/preview", "/api/description/preview",
     "/api/comment", "/api/comment/settle", "/api/proposal/withdraw"}
)  # fmt: skip
# … and writes, which wait for review
PROPOSED = frozenset(
    {
        "/api/statement",
        "/api/witness",
        "/api/form",
        "/api/dossier",
        "/api/event",
        "/api/place",
        "/api/judgement",
        "/api/judgements",
        "/api/sought",
        "/api/file",
        "/api/description",
    }
)
# what goes through texts or files as they are, and is therefore for those alone who may see everything
_WHOLE = (
    "/api/manuscript", "/api/decision", "/api/rename", "/api/gazetteer", "/api/brought", "/api/source", "/api/edition",
    "/room/audit", "/room/bring", "/room/publish",
)  # fmt: skip
# questions that are no reader's, since they are about files or about what others did
_NEEDS = {
    ("GET", "/api/file"): "contributor",
    ("GET", "/api/proposals"): "contributor",
    ("GET", "/api/journal"): "editor",
    ("GET", "/api/mends"): "editor",
    ("GET", "/api/brought"): "editor",
    ("GET", "/api/edition"): "owner",
    ("POST", "/api/edition"): "owner",
    ("GET", "/api/gazetteers"): "editor",
    ("GET", "/api/team"): "owner",
    ("POST", "/api/team/invite"): "owner",
    ("POST", "/api/team/withdraw"): "owner",
    ("POST", "/api/team/change"): "owner",
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who is signed in; `sees_all` says that what is kept back from others is shown."""

    name: str
    role: str = "owner"
    sees_all: bool = True

    def may(self, role: str) -> bool:
        """Whether the rights of this role are among theirs."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def may_ask(self, method: str, path: str) -> bool:
        """Whether a request is within their rights."""
        whole = path.startswith(_WHOLE)  # audits and renamings, with whatever lies under these addresses
        return self.may(needed_for(method, path)) and (self.sees_all or not whole)


def needed_for(method: str, path: str) -> str:
    """The least role that a request needs; whoever adds a write that is not listed here reserves it for editors."""
    if (method, path) in _NEEDS:
        return _NEEDS[method, path]
    if method in ("GET", "HEAD"):
        return "reader"
    return "contributor" if path in _ASKED | PROPOSED else "editor"
