"""The draft-07 twin of a published schema, for validators that know no newer draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SCHEMA = "http://json-schema.org/draft-07/schema#"


def twin(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same schema under another name, with another `$schema`: its keywords mean the same in both drafts."""
    address = re.sub(r"(/schemas/[^/]+/)", r"\1draft-07/", schema["$id"], count=1)
    return {**schema, "$schema": SCHEMA, "$id": address}
