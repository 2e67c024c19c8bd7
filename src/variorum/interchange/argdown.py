"""Theses as Argdown, a plain-text notation for arguments (argdown.org; C. Voigt, 2018): statements, support, attack.

A thesis is a statement; what it expects supports it, what it forbids or what sits ill with it attacks it. Rivals attack
one another. Claims are statements that support their thesis, with their grounds under them.
"""

from __future__ import annotations

from collections.abc import Iterator

from variorum.record import Claim, Record, Statement, Thesis

_TITLE = str.maketrans("[]#", "() ", "^~")
_PLAIN = str.maketrans("[]<>#{}", "()‹›№()")


def write(record: Record) -> str:
    """All theses of a record as one Argdown document, question by question."""
    lines = ["===", f"title: {_plain(record.settings.title or 'Theses')}", "===", ""]
    statements = {statement.ref: statement for statement in record.statements}
    for question in sorted({thesis.question for thesis in record.theses.values()}):
        asked = record.settings.questions.get(question, question.replace("-", " ").capitalize()) or "Without a question"
        lines += [f"# {_plain(asked)}", ""]
        for thesis in record.theses.values():
            if thesis.question == question:
                lines += [*_thesis(thesis, record, statements), ""]
    return "\n".join(lines).rstrip() + "\n"


def _thesis(thesis: Thesis, record: Record, statements: dict[str, Statement]) -> Iterator[str]:
    yield f"[{_title(thesis.id)}]: {_plain(thesis.name)}"
    for claim in thesis.claims:
        yield from _claim(claim, statements)
    for expected in thesis.evidence:
        sign = {"expects": "+", "forbids": "-", "sits ill with": "-"}.get(expected.bearing)
        if sign:
            yield f"  {sign} [{_title(expected.statement)}]: {_said(expected.statement, statements)}"
    for rival in thesis.rivals:
        if rival in record.theses and rival != thesis.id:
            yield f"  >< [{_title(rival)}]"


def _claim(claim: Claim, statements: dict[str, Statement]) -> Iterator[str]:
    yield f"  + [{_title(claim.ref)}]: {_plain(claim.text)}"
    for ground in claim.grounds:
        sign = "-" if ground.kind == "although" else "+"
        if ground.target in statements:
            yield f"    {sign} [{_title(ground.target)}]: {_said(ground.target, statements)}"
        elif ground.target:
            yield f"    {sign} [{_title(ground.target)}]"
        else:
            yield f"    {sign} {_plain(ground.words)}"


def _said(ref: str, statements: dict[str, Statement]) -> str:
    statement = statements.get(ref)
    if statement is None:
        return _plain(ref)
    return _plain(statement.written or f"{statement.subject}: {statement.relation}")


def _title(ref: str) -> str:
    """A title in brackets, without the marks that end one."""
    return ref.translate(_TITLE).strip()


def _plain(text: str) -> str:
    """Words on one line, with nothing that Argdown reads as a link, a tag or a relation."""
    joined = " ".join(text.split()).replace("[[", "").replace("]]", "")
    return joined.translate(_PLAIN)
