"""The words of English by which a sentence tells a status, a relation, a sort of money, or what a name is of.

Each table has a line for each of these, with words between ` | `, as regular expressions; a line that is indented goes
on. Where words of several stand in a sentence, the one that stands higher in its table counts.
"""

import re
from collections.abc import Mapping, Sequence

Cues = Mapping[str, "re.Pattern[str]"]


def cues(table: str) -> Cues:
    """A table as patterns that find its words, by what they tell."""
    return {
        name: re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) for name, words in words_of(table).items()
    }


def words_of(table: str) -> Mapping[str, Sequence[str]]:
    """The words of a table, by what they tell."""
    lines = re.sub(r"\n\s+", " ", table.strip()).splitlines()
    parted = (line.partition(": ") for line in lines)
    return {name: [word.strip() for word in words.split(" | ")] for name, _, words in parted}


STATUSES = cues(
    r"""
ended: terminat\w+ | scrapp\w+ | cancel\w+ | called off | withdr[ae]w\w* | pull(?:s|ed|ing)? out | abandon\w* |
    dropp(?:s|ed|ing) | expired | no longer | gave up | given up | (?:has|have|was|were) ended | wound up |
    discontinued
suspended: suspend\w* | paus(?:e[ds]?|ing) | on hold | froze\w* | halt(?:s|ed|ing)? | shelved | stalled
expected: expect(?:s|ed) | (?:un)?likely | could | may(?= ) | might | would | poised to | analysts? |
    estimates? that | forecast\w* | predict\w* | anticipat\w* | hop(?:e[sd]?|ing) (?:to|that|for|in) |
    sets? the stage | possibilit\w+ | can(?= ) | can: | set to become | seen as (?:an? )?(?:chance|opportunity) |
    reportedly | potentially |
    will (?:\w+ )?(?:help|bolster|boost|strengthen|enable|benefit|reduce|improve|allow|pave|bring|reshape)
planned: plans? (?:to|for|on|an?) | planned | planning to | in planning | will | shall | aims? |
    (?:is|are) aimed | intend\w* | intention | seek(?:s|ing)? | sought | propos\w+ | under discussion |
    in discussions? | discussions? on | discuss(?:ed|es|ing) | negotiat\w+ | in talks | talks (?:on|about|with) |
    envisag\w+ | envision\w* |
    explor(?:e[sd]?|ing) (?:\w+ ){0,2}(?:possib|opportun|ways|co-|coop|joint|option|avenue|collab|partner)\w* |
    potential (?:\w+ )?(?:projects?|deals?|partnerships?|cooperation|collaborations?|sales?|purchases?) |
    consider(?:s|ing) | under consideration | efforts? to | resolv\w+ | look(?:s|ing)? (?:to|forward) | going to |
    in the pipeline | (?:is|are) to | scheduled | due to (?:\w+ )?(?:begin|start|be|sign) | slated | set to |
    prepar(?:e[sd]?|ing) to | upcoming | need (?:for|to) | importance of | stress(?:ed|es) | next phase |
    (?:outlin\w+|set out) \w+ vision | goals? | would like | want(?:s|ed)? to | work(?:s|ing)? towards? |
    to be (?:\w+ed|built|held) | being built | ambition | eventually | express(?:ed|es) (?:interest|readiness) |
    ready to | invited? .* to | call(?:s|ed)? for | gear(?:s|ing)? up | preparations? | next year | later this |
    agreed to (?:\w+ and )?(?:finali[sz]e|sign|conclude) | encourag(?:es|ed) (?:\w+ ){1,4}to
announced: announc\w+ | unveil\w* | reveal(?:s|ed) | agree(?:d|s)? | commit(?:s|ted|ting)? | pledg\w+ |
    declar\w+ | approv\w+ | team(?:s|ed) up | invit\w+ |
    according to (?:the|a) .*(?:statement|communiqué|declaration|fact sheet) | in a (?:\w+ )?statement |
    unlock\w* | vow\w* | reaffirm\w* | promised | launch of | earmark\w* | allocat\w+ |
    enter(?:s|ed) (?:into )?an? | struck an? | reach(?:es|ed) an? (?:\w+ )?(?:deal|agreement|understanding) |
    new (?:\w+ ){0,3}(?:partnership|cooperation|initiative|collaboration)
completed: sign(?:ed|ing) | inked | complet\w+ | (?:was|were) held | held (?:in|on|at|its|their) | took place |
    conclud(?:ed|es) | finali[sz](?:ation|ed|es) | formali[sz]ed | deliver(?:ed|s) | convened |
    met (?:in|on|with) | topped | totall?ed |
    reached | award(?:ed|ing) | highlighted | identified | hosted | attended | chaired | visited |
    brought together | exchanged | landed | splashed | flew | flown | undocked | conducted | carried out |
    handed over | received | won | sent | joined | issued | released | published | bought | sold | acquired |
    tested | inaugurat\w+ | amended | implemented | gathering | commissioned |
    (?:has|have) (?:already )?(?:built|made|become|begun)
begun: launched | established | founded | set up | created | started | began
lasting: ongoing | continu\w+ | remain\w* | are (?:forging|working) | (?:has|have) been (?:\w+ing|part|members?) |
    (?:has|have) (?:worked|shared) | since (?:\w+ ){0,5}(?=\d{4}) | (?:is|are) (?:\w+ing) (?:with|together) |
    under ?way | in force | (?:is|are) (?:a )?(?:members?|part|based) | operat(?:es|ing) | cooperating |
    collaborating
"""
)
"""What is over comes first, then the least firm; `begun` and `lasting` are active."""

CLEAR_RELATIONS = cues(
    r"""
FUNDS: pays? | paid | paying | contribut\w+ (?=.*(?:million|billion|crore)) | fund(?:s|ed|ing)? | financ\w+ |
    grants? | seed money | award(?:s|ed|ing)? | invest(?:s|ed|ing|ments?)? | co-invest\w* | bankroll\w* |
    subsid(?:y|ies|ise\w*|ize\w*)
SIGNED: sign(?:s|ed|ing)? | ink(?:s|ed) | signator(?:y|ies) | conclud(?:e|es|ed|ing) | ratif\w+ | memorandum |
    treaty | mou
SUPPLIES: suppl(?:y|ies|ied|ying|iers?)(?! chain) | deliver(?:s|ed|y|ies)? | export(?:s|ed|ing)? | sell(?:s|ing)? |
    sold | sales? | procur\w+ | purchas\w+ | buy(?:s|ing)? | bought | acquir\w+ | acquisition | order(?:s|ed) |
    manufactur\w+ for | contractor
TRADES_WITH: (?:bilateral|mutual|two-way|annual|total|their) trade | trade of | imports? |
    trade (?:volume|turnover|with|between|reached|stood|topped|target|balance)
HOSTS: host(?:s|ed|ing)? | held (?:in|at) | (?:took|takes?|taking) place | convened | venue | gathered in |
    invit(?:ed|es|ation)
LEADS: chair(?:s|ed|ing)? | co-chair\w* | led | head(?:s|ed) (?:by|up)? | leads? | leading | spearhead\w* |
    command(?:ed|er|s)
CO_DEVELOPS: co-?develop\w* | co-?produc\w* | co-?design\w* | develop(?:s|ed|ing)? | buil(?:d|ds|ding|t) |
    construct\w* | (?:jointly|together) (?:\w+ )?(?:develop|buil[dt]|produc|creat|design)\w* | collaboration on |
    joint (?:development|production|satellite|mission|venture)
SUCCEEDS: replac(?:e[sd]?|ing) | succeed(?:s|ed) | successor | renamed | rebranded
MEMBER_OF: members? of | member states? | membership | join(?:s|ed|ing) | acced\w+ | role in | forums? such as |
    through the
ISSUED: issued | published | released | put out
PART_OF: part of | under the | framework of | division of | arm of | subsidiary | meeting of | phase of
PARTICIPATES_IN: participat\w+ | attend\w* | tak(?:e|es|ing) part | took part | flew | flown | on board | aboard |
    launch\w* | establish\w* | set(?:ting)? up | creat\w+ | initiative | program(?:me)? | test-?bed | pilot |
    mission
"""
)

FAINT_RELATIONS = cues(
    r"""
SUPPORTS: support\w* | assist\w* | help\w* | train(?:s|ed|ing)? | back(?:s|ed|ing) | provid\w+ | facilitat\w+ |
    boost\w* | bolster\w* | enhanc\w+ | strengthen\w* | reli(?:es|ance) | transfer\w* | contribut\w+
PARTNERS_WITH: partner\w* | co-?operat\w* | collaborat\w* | agree\w* | joint(?:ly)? | bilateral\w* | ties |
    shar(?:e[sd]?|ing) | work(?:s|ed|ing)? (?:together|with|closely|alongside) | team(?:s|ed|ing)? up |
    relations(?:hips?)? | dialogue | pact | exchang\w+ | coordinat\w+ | alliance | deal | accord | engag\w+ |
    friendship | strategic | protocol | summit | talks
"""
)
"""Words that stand in many a sentence, and tell little: they count after all else."""

MONEY = cues(
    r"""
target: target | goal of | raise .* to | reach .* by | aims? to (?:reach|double|take)
trade: trade | turnover | exports? | imports?
request: budget request | request(?:s|ed)
budget: budget | allocat\w+ | earmark\w* | set aside | appropriat\w+
contract: contract | deal | order | worth | purchas\w+ | procur\w+ | buy | price | cost(?:s|ing)? | sale
investment: invest\w* | stake | equity | capital
grant: fund(?:s|ed|ing)? | grants? | award\w* | seed | scholarship | donat\w+ | financ\w+
"""
)

KINDS = words_of(
    """
Agency: ministry | department | agency | administration | authority | commission | office | command | force | bureau |
    council | directorate | secretariat | embassy | regulator | navy | army
Institution: institute | institution | university | college | school | academy | laboratory | lab | laboratories |
    centre | center | foundation | association | society | observatory | hospital | museum
Company: inc | ltd | limited | corp | corporation | company | technologies | systems | industries | aerospace |
    aeronautics | group | semiconductors | motors | electronics | energy | labs | holdings | gmbh | ag | sa | plc |
    llc | bank | ventures | airlines | telecom | networks
Event: summit | conference | meeting | roundtable | expo | workshop | exhibition | congress | week | symposium |
    hackathon
Bloc: union | bloc | nations | asean | nato | brics
Initiative: initiative | programme | program | project | partnership | framework | fund | agreement | accord |
    accords | treaty | memorandum | roadmap | mission | consortium | forum | dialogue | plan | act | statement |
    alliance | pact | strategy | protocol | scheme | declaration | challenge | network | platform | handshake |
    competition | assessment | corridor | task-force | compact | charter | satellite | telescope | reactor |
    understanding | constellation | collider | hub | gateway | prize | arrangement
"""
)
"""What names end with, by the kind of thing that has them."""

TYPES = words_of(
    """
agreement: agreement | accord | accords | treaty | memorandum | pact | protocol | declaration | statement |
    understanding | charter | compact | arrangement
programme: programme | program | initiative | scheme | partnership | handshake
mission: mission
fund: fund | prize
facility: telescope | reactor | collider | hub
product: satellite | constellation
forum: forum | dialogue | consortium | alliance | network | platform
plan: plan | roadmap | strategy | framework | act
"""
)
"""What names of initiatives end with, by their type."""
