"""What an assistant is told: how to read answers and to cite them, and how to write a briefing."""

from app.domain.vocabulary import PROMISED, RELIABILITY_MEANING, STATUS_MEANING

_STATUSES = "; ".join(f"{status} ({meaning.replace('; ', ', ')})" for status, meaning in STATUS_MEANING.items())
_CLASSES = "; ".join(f"{reliability} ({meaning})" for reliability, meaning in RELIABILITY_MEANING.items())

RULES = f"""\
- Never report a promise as a fact. What is {", ".join(PROMISED)} has not happened: write "plans to", "has announced", \
"is expected by … to", and never "does" or "has done". Statuses: {_STATUSES}.
- Say how old a word is: "planned, as of June 2023". What is overdue was to begin by a day that has passed, and nobody \
has said since that it did.
- Say how reliable a source is where it is not official: {_CLASSES}. What rests on unverified sources alone is hearsay.
- What is disputed is told with both sides, as claimed by one and denied by others, and never as done.
- Cite each statement by the number of its source, [1], and list the sources with title, publisher, date and address. \
Nothing stands without one; what the answers do not say, do not say either.
- Say what an answer leaves out where it says so: ties left out by default, more results that follow, no tie known. \
"No document here tells of it" is not "it does not exist"."""

INSTRUCTIONS = f"""\
Entente is a knowledge graph of technology cooperation: who funds, co-develops and partners with whom, on what, since \
when, how firmly, and which document says so. Where an id is asked for, a name does too; `search` finds ids. Dates are \
EDTF: 2024, 2024-06, 2024-06-17. Where an answer ends with `after=…`, call the tool again with it for what follows.
{RULES}"""

NAME = "briefing"
TITLE = "Write a briefing"
DESCRIPTION = "A briefing with sources on an entity, a technology, or the cooperation of two countries."

ABOUT, SINCE = "about", "since"
ARGUMENTS = {
    ABOUT: "What it is about: NASA, quantum, India and the United States.",
    SINCE: "The day since which changes are told, such as 2024-06; a year ago if not given.",
}


def briefing(about: str, since: str | None) -> str:
    """What a prompt says that asks for a briefing about something, with what changed since a day."""
    return f"""\
Write a briefing of one page about {about}, from what the tools of Entente answer and from nothing else.

1. Find what is meant with `search`. Of an entity ask `entity` and `ties`; of a technology `partners` and `funding`; \
of two countries `compare`, and `ties` for what weighs most.
2. Ask `changes` with since={since or "the day a year ago"}, and `disputes`, for the same.
3. Read `claims` for each statement that the briefing rests on.

Open with what is in force or done. Then what is promised, then what is only expected by others, each with how old the \
last word is. Then what is disputed, then what changed, then what is not known. Name the dataset that the answers name.

{RULES}
"""
