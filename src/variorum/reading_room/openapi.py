"""The API described by OpenAPI 3.1, made from the very declarations by which requests are read."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from variorum import __version__
from variorum.reading_room.answers import ANSWERS, Answer
from variorum.reading_room.asked import schema_of
from variorum.reading_room.guarding import CSRF_HEADER
from variorum.reading_room.uploading import MOST_FILES


def openapi() -> dict[str, object]:
    """The whole document."""
    paths: dict[str, dict[str, dict[str, object]]] = {}
    for one in ANSWERS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    paths["/api/brought"]["post"] = _bringing(paths["/api/source"]["post"])
    refusal = {
        "type": "object",
        "properties": {"error": {"type": "string", "description": "one sentence for a person"}},
        "required": ["error"],
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Variorum, the reading room",
            "version": __version__,
            "description": "What the pages of `variorum serve` ask. Offsets count code points. Every refusal is one "
            "sentence with a status; a preview of what cannot be written is no refusal, but says why in `faults`. "
            "Writes need the token that each page carries.",
        },
        "paths": paths,
        "components": {"schemas": {"Refusal": refusal}},
    }


def _bringing(like: dict[str, object]) -> dict[str, object]:
    """The one question that takes files: like another that writes, but for its body."""
    files = {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": MOST_FILES}
    properties = {
        "files": {**files, "description": "files to be taken in as sources"},
        "text": {"type": "string", "description": "a text to be taken in as one"},
        "title": {"type": "string", "description": "the title of that text"},
    }
    body = {"multipart/form-data": {"schema": {"type": "object", "properties": properties}}}
    says = {"summary": "Bring files in, to be read and decided on.", "operationId": "post-brought"}
    return {**like, **says, "requestBody": {"required": True, "content": body}}


def _operation(one: Answer) -> dict[str, object]:
    refused = {
        "description": "a sentence that says why not",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}},
    }
    done = {"description": "done", "content": {"application/json": {"schema": {"type": "object"}}}}
    operation: dict[str, object] = {
        "summary": one.says,
        "operationId": f"{one.method.lower()}{one.path.removeprefix('/api').replace('/', '-')}",
        "responses": {"200": done, "4XX": refused},
    }
    schema: dict[str, Any] = schema_of(one.asked)
    if one.method == "GET":
        operation["parameters"] = [
            {
                "name": each.name,
                "in": "query",
                "required": each.default is MISSING,
                "schema": schema["properties"][each.name],
            }
            for each in fields(one.asked)
        ]
    else:
        operation["parameters"] = [
            {"name": CSRF_HEADER, "in": "header", "required": True, "schema": {"type": "string"}}
        ]
        body = {"application/json": {"schema": schema}}
        operation["requestBody"] = {"required": bool(schema["required"]), "content": body}
    return operation
