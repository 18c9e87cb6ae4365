"""The fields of EuroSciVoc as technologies: the steps of a path, each narrower than the one before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.domain.hashing import digest
from app.domain.records import Technology
from app.domain.text import words
from app.importing.building import technology_ids
from app.importing.matches import slug


class Fields:
    """Technologies by their names; those that are known by the same name keep their ids, and what they are part of."""

    def __init__(self, paths: Iterable[str], known: Mapping[str, Technology]) -> None:
        self._ids = technology_ids(known)
        self._known = known
        self._names: dict[str, str] = {}
        self._broader: dict[str, dict[str, None]] = {}
        for path in paths:
            above = None
            for name in path.split("/"):
                id = self._id(name)
                if above and id in self._names and not self._is_above(id, above):
                    self._broader[id][above] = None
                above = id

    def _id(self, name: str) -> str:
        if id := self._ids.get(words(name)):
            return id
        id = slug(name)
        if id in self._known or id in self._names:
            id = f"{id}-{digest(words(name))[:4]}"
        self._ids[words(name)] = id
        self._names[id] = f"{name[:1].upper()}{name[1:]}"
        self._broader[id] = {}
        return id

    def _is_above(self, id: str, other: str) -> bool:
        """Whether a field is the same as another, or contains it."""
        return id == other or any(self._is_above(id, one) for one in self._broader.get(other, ()))

    def new(self) -> Iterator[Technology]:
        """The technologies that were not known."""
        for id, name in self._names.items():
            yield Technology.model_validate({"id": id, "name": name, "broader": tuple(self._broader[id])})

    def ids(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The technologies at the ends of some paths."""
        return tuple(dict.fromkeys(self._ids[words(path.rsplit("/", 1)[-1])] for path in paths))
