"""Ties of answers that an earlier version froze, with what ties say now."""

from collections.abc import Mapping
from typing import Any

import orjson

from app.domain.dates import last_day
from app.domain.vocabulary import Reliability, Stance, Standing


def completed(json: bytes, documents: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A tie's JSON, whatever version wrote it, as this one reads it; `documents` are those of its answer, by id.

    What was frozen stays as it was: a status, and whether it is disputed, are those that readers were shown. Only what
    earlier versions did not say is added, from the documents, such as the reliability of the best.
    """
    tie = orjson.loads(json)
    if "standing" in tie:
        return json
    for position, claim in enumerate(tie["claims"]):
        document = documents[claim["document"]]
        claim |= {"position": position, "publisher": document["publisher"], "reliability": document["reliability"]}
    supporting = [claim for claim in tie["claims"] if claim["stance"] == Stance.SUPPORTS]
    found = {claim["reliability"] for claim in supporting}
    tie |= {
        "standing": Standing.DISPUTED if tie["disputed"] else Standing.UNDISPUTED,
        "reliability": next(one for one in Reliability if one in found),
        "documents": len({claim["document"] for claim in supporting}),
        "publishers": len({claim["publisher"] for claim in supporting}),
        "reported": max(last_day(claim["published"]) for claim in supporting),
    }
    return orjson.dumps(tie)
