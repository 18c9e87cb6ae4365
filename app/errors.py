"""What can go wrong, each with its HTTP status and the command's exit code.

EntenteError
├── LocalError           this machine cannot run the local Neo4j: a port, a download, disk, memory
├── DatasetError         a folder of data has errors
├── Unfinished           an import has questions that a person has to answer
├── TemplateError        a statement of `cypher/` cannot be put together
└── ServiceError         an answer cannot be given
    ├── InvalidParameter 422
    ├── Forbidden        403
    ├── NotFound         404
    ├── NotAcceptable    406
    ├── OtherDataset     409
    ├── ContentTooLarge  413
    ├── AddressTooLong   414
    ├── TooManyRequests  429
    ├── HeadersTooLarge  431
    ├── Unexpected       500
    ├── Unavailable      503
    └── TimedOut         504
"""

from typing import Any


class EntenteError(Exception):
    """Anything that Entente tells its user in a sentence; the command exits with `exit_code`."""

    exit_code = 1


class LocalError(EntenteError):
    """This machine cannot run the local Neo4j; the text says why and what to do."""

    exit_code = 3


class DatasetError(EntenteError):
    """A folder of data has errors; the text names each with its file and line."""

    exit_code = 2


class Unfinished(EntenteError):
    """An import has questions that a person has to answer; the text names each, and where to answer it."""


class ServiceError(EntenteError):
    """An answer cannot be given. `extra` holds further members of the problem details (RFC 9457).

    `type` is the last part of the address that tells what this kind of problem means.
    """

    type = "problem"
    status = 500
    title = "The answer cannot be given"

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class InvalidParameter(ServiceError):
    """A parameter has a value that it cannot have; `errors` names each with what would be right."""

    type = "invalid-parameter"
    status = 422
    title = "A parameter is not valid"
    exit_code = 2


class NotFound(ServiceError):
    """There is no such record; `suggestions` names the nearest."""

    type = "not-found"
    status = 404
    title = "Not found"


class Forbidden(ServiceError):
    """The service does this for nobody, not any more, or not for a page of another site."""

    type = "forbidden"
    status = 403
    title = "This is not allowed"


class NotAcceptable(ServiceError):
    """No format that was asked for exists."""

    type = "not-acceptable"
    status = 406
    title = "No such format"
    exit_code = 2


class OtherDataset(ServiceError):
    """The graph holds another dataset than the one that was asked for, which `dataset` names; `address` is where the
    same question is answered from that, and no snapshot is kept of the one asked for.

    It is a conflict with the present state (RFC 9110, section 15.5.10), which the reader can resolve, and which a load
    of the older data ends; what is gone (410) would be gone for good, and caches may keep saying so.
    """

    type = "other-dataset"
    status = 409
    title = "The graph holds another dataset"


class ContentTooLarge(ServiceError):
    """What was sent, or what is to be kept, is larger than is taken."""

    type = "content-too-large"
    status = 413
    title = "This is too large"


class AddressTooLong(ServiceError):
    """The address is longer than any question needs; nothing of it was read."""

    type = "address-too-long"
    status = 414
    title = "The address is too long"


class TooManyRequests(ServiceError):
    """The client has had its fair share of the service for now; after `retry_after` seconds it has a new one."""

    type = "too-many-requests"
    status = 429
    title = "This client asks too much at once"

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class HeadersTooLarge(ServiceError):
    """The headers of the request are larger than any client needs; nothing of them was read."""

    type = "headers-too-large"
    status = 431
    title = "The headers are too large"


class Unexpected(ServiceError):
    """Something went wrong that nobody foresaw; whoever runs the service finds it in the log by the request's id."""

    type = "unexpected"
    status = 500
    title = "Something went wrong here"


class Unavailable(ServiceError):
    """The graph cannot be reached, or holds no dataset yet; asking again makes sense after `retry_after` seconds."""

    retry_after = 5
    type = "unavailable"
    status = 503
    title = "The graph cannot be read now"
    exit_code = 4


class TimedOut(ServiceError):
    """The query ran past its time limit."""

    type = "timed-out"
    status = 504
    title = "The query took too long"
    exit_code = 4
