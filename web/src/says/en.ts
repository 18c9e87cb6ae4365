// English. All other languages have the same texts, with the same places.
import given from "../../generated/spoken.en.json";

/** A word by the plural categories of its language (Unicode CLDR). */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

export interface Part {
  readonly text: string;
  readonly field?: string;
  readonly words?: string;
}
export interface FieldSaid {
  /** What it is called where the question in plain words does not name it. */
  readonly label: string;
  readonly hint: string;
  /** Its choices, in their order. */
  readonly choices?: readonly string[];
}
interface QuestionSaid {
  readonly description: string;
  /** The question in plain words: texts, each with the place of a field after it. */
  readonly asks: readonly Part[];
  readonly fields: Readonly<Record<string, FieldSaid>>;
}
type Words = Readonly<Record<string, string>>;
type Meant = Readonly<Record<string, { readonly word: string; readonly meaning: string }>>;

/** The words of the service, as `tools/build_web.py` writes them. */
export interface Spoken {
  readonly kinds: Words;
  readonly relations: Readonly<Record<string, { readonly forward: string; readonly inverse: string }>>;
  readonly statuses: Meant;
  readonly reliabilities: Meant;
  readonly standings: Meant;
  readonly attributes: Words;
  readonly amount_kinds: Words;
  readonly types: Words;
  readonly hedges: Words;
  readonly stages: Words;
  readonly fit: string;
  readonly as_of: string;
  readonly until: string;
  readonly overdue: string;
  readonly open_side: string;
  readonly inferred: string;
  readonly nouns: Readonly<Record<"tie" | "entity" | "claim" | "document" | "technology", Forms>>;
  readonly headings: Readonly<Record<keyof typeof given.headings, string>>;
  readonly questions: Readonly<Record<string, QuestionSaid>>;
}

const says = {
  site: "Entente: who works with whom on which technology",
  tagline: "Who works with whom on which technology, since when, and which document says so.",
  skip: "Skip to the content",
  page: "Page",
  languages: "Languages",
  keyboard: "Keyboard help",
  light: "Light colours",
  dark: "Dark colours",
  loading: "Loading",
  close: "Close",

  shows: {
    graph: "graph",
    table: "table",
    timeline: "timeline",
    compare: "compare",
    map: "map",
    bars: "bars",
    years: "years",
  },
  charts: { bars: "Sums of money as bars", years: "Ties by year" },
  showAs: "Show as",
  filters: "Filters",
  undo: "Undo",
  share: "Share",

  help: "Keyboard and mouse",
  keys: {
    search: "Search",
    questions: "All questions",
    walk: "Walk from entity to entity in the picture",
    select: "Select: show the evidence (with Shift: a second one, to find the path between)",
    expand: "Expand: add what it is tied to; open a group",
    hide: "Hide the selected entity",
    pin: "Pin it where it is, or unpin it",
    undo: "Undo",
    zoom: "Zoom in, out, show all",
    show: "Graph, table, timeline, comparison …",
    theme: "Light or dark",
    help: "This help",
    escape: "Close, clear the selection",
    space: "Space",
    enter: "Enter",
    escapeKey: "Escape",
  },
  mouse:
    "Click selects, double click expands, drag moves and pins, Shift and click selects a second one. The wheel scrolls the picture, and zooms it with Ctrl. Below the picture, the legend filters, and the slider shows the graph as of a day.",

  questions: "Questions",
  noQuestion: "There is no question called “{query}”. Those that there are stand below.",
  examples: "For example",
  exampleQuestions: {
    partners: "Who works with whom on quantum technology?",
    neighbours: "What is NASA tied to?",
    compare: "India with the United States and with Russia, side by side?",
  },
  more: "Other questions",
  options: "More options",
  narrowing: "Options",
  optional: "(optional)",
  answer: "Answer",
  question: "Question",
  change: "Change the question",
  any: "any",
  yes: "yes",
  no: "no",
  with: "with",
  found: "What fits",
  addPair: "Add a pair",
  removePair: "Remove pair {number}",
  pairAdded: "Pair {number} added.",
  pairRemoved: "Pair removed.",
  pair: "Pair {number}",
  first: "first",
  second: "second",
  needed: "Fill this in.",
  choose: "“{text}” is not known here. Choose a name from the list.",
  nothing: "Nothing of this sort is called “{text}”.",
  unreachable: "The names cannot be reached just now.",
  noDay: "Write a day as 2024, 2024-06 or 2024-06-17.",
  noNumber: "Write a number from {least} to {most}.",
  halfPair: "A pair needs two names.",
  samePair: "A pair needs two different names.",
  wrong: { one: "One field needs a change.", other: "{count} fields need a change." } as Forms,

  search: {
    label: "Search, or ask a question",
    placeholder: "NASA, quantum, or: what changed since June 2024",
    found: "Found",
    nothing: "Nothing is called “{text}”, or nearly so.",
    unreachable: "The search cannot be reached just now.",
    noService: "The service cannot be reached just now.",
    unknown: "A name in it is not in the graph.",
    notUnderstood: "This is not understood.",
    near: "Near to it:",
    question: "Question",
  },

  holds: "What the graph holds",
  recent: "Recently reported",
  noDispute: "No document disputes a tie.",
  all: "All of them",
  loaded: "Dataset {version}, loaded {day}.",
  matching: "Match names of a table of your own, in OpenRefine and other programs: {address}",
  assistants: "Ask from an assistant that speaks MCP: {address}",

  filter: {
    close: "Close the filters",
    kind: "Kind at either end",
    country: "Country at either end",
    clear: "Clear all filters",
    disputed: "Disputed ties",
    exclude: "without",
    include: "with",
    only: "only",
    sure: "How sure",
    best: "best source {reliability}",
    two: "two publishers or more",
    twoHint: "Publishers that are not named count as one",
    overdueHint: "Promised for a day that has passed, with no later word",
    lastWord: "Last word",
    since: "since",
    lasting: "Lasting",
    from: "from",
    to: "to",
    allTechnologies: "All technologies",
  },

  plurals: {
    Country: "Countries",
    Agency: "Agencies",
    Company: "Companies",
    Institution: "Institutions",
    Initiative: "Initiatives",
    Bloc: "Blocs",
    Event: "Events",
    Person: "People",
  },
  nouns: {
    pair: { one: "pair", other: "pairs" } as Forms,
    disputed: { one: "disputed tie", other: "disputed ties" } as Forms,
    line: { one: "line", other: "lines" } as Forms,
    publisher: { one: "publisher", other: "publishers" } as Forms,
  },

  evidence: "Evidence",
  clearSelection: "Clear selection",
  expand: "Expand",
  hide: "Hide",
  unpin: "Unpin",
  onlyThis: "Only this",
  itsPage: "Its page",
  pathsTo: "Shortest paths to",
  here: "{ties} here",
  two: "{one} and {other}",
  pathsBetween: "Shortest paths between them",
  compareThem: "Compare them",
  between: "{ties} between them here",
  noneBetween: "No direct tie between them here",
  choosing: "Choose an entity or a line to see what the documents say.",
  shortest: "Shortest first, each with its weakest status",
  leftOut: "{ties} left out.",
  hidden: "{entities} and {ties} hidden.",
  show: "Show",
  grouped: {
    rest: "{count} {kinds} with few ties are one box.",
    outward: "{count} {kinds} that {hub} {relates} are one box.",
    inward: "{count} {kinds} are one box: each {relates} {hub}.",
  },
  group: {
    rest: "{count} more {kinds}",
    outward: "{count} {kinds} that it {relates}",
    inward: "{count} {kinds}: each {relates} it",
  },
  open: "Open",
  thereIsMore: "There are more ties than come at once: narrow with the filters, or take all from the API.",
  allHere: "Its ties are all here already.",

  tie: {
    when: "When",
    where: "Where",
    money: "Money",
    due: "due by {day}, and no later word on it",
    reported: "{documents} of {publishers}, the best one {reliability}; last on {day}",
    reportedOnce: "one document ({reliability}), on {day}",
    differ: "Sources differ on the {attribute}: {values}",
    against: "against it",
    page: "Its page, with how to cite it",
    claims: "{claims}, the newest first",
    denies: "Denies it",
    doesNotFit: "Does not fit with it, by our reading",
    until: "to {day}",
    ofDocument: "all claims of this document",
    documentPage: "its page",
    claimedAs: "disputed, claimed as {status}",
  },

  dates: { uncertain: "{date} (uncertain)", about: "{date} (about)", both: "{date} (about, uncertain)" },
  money: { time: "over {time}", joint: "(together with others)" },

  known: "How this is known",
  table: {
    answer: "The answer",
    tables: "The answer as tables",
    heading: "{heading}: {lines}",
    evidence: "Evidence: {ties}",
  },
  compare: {
    label: "Comparison",
    hint: "Who does what with whom, by technology. Select two entities to compare just those.",
    noField: "No technology named",
  },
  timeline: {
    label: "Ties along time",
    undated: "{ties} without a date",
    today: "today",
    startUnknown: "start unknown",
    goesOn: "goes on",
  },
  grid: {
    label: "Who is tied to whom",
    caption:
      "Too many lines for a picture that can be read: who is tied to whom, with how many ties, and a line for each stage that these are at. Choose a number to see them; filters make room for the picture.",
    between: "{one} and {other}: {ties}",
    within: "within {group}: {ties}",
  },
  picture: {
    several: "several ties",
    label:
      "The graph. Arrow keys walk from entity to entity, Space shows the evidence, Enter expands. The table shows the same as text.",
    role: "graph",
    drawn: "{entities} and {ties} in the picture.",
    legend: "Legend; a click hides or shows",
    old: "last word over {count} years old",
  },
  map: {
    within: "{ties} within one country",
    nowhere: "{ties} with what belongs to no country",
    lost: "too small for this map: {countries}",
    left: "Not on the map: {what}.",
    borders: "Borders are as Natural Earth draws them, and take no side.",
    caption: "Ties between countries: {pairs}",
  },
  asOf: {
    label: "As of",
    now: "now",
    all: "now, from all documents",
    day: "{day}, from the documents published by then",
  },

  notice: {
    unreachable: "The service cannot be reached",
    starting: "It may be starting or stopped. This page goes on by itself once it answers.",
    offline: "You are offline",
    offlineDetail: "What is here stays; the rest comes once you are online again.",
    goesOn: "This page goes on by itself once it answers.",
    wrong: "Something went wrong",
    answered: "The service answered {status}.",
    retry: "Try now",
    onlyDisputed: "Only disputed ties here",
    noTies: "No ties here",
    denied: "{ties} left out: some documents claim what others deny.",
    filtered: "No tie passes the filters.",
    none: "The question is fine; the documents just tell of none.",
    without: {
      as_of: "without as of",
      status: "without status",
      kind: "without kind",
      relation: "without relation",
      country: "without country",
      from: "without from",
      to: "without to",
    },
    unhide: "show what is hidden",
    withDisputed: "with disputed ties",
  },

  sharing: {
    title: "Share and take along",
    view: "This view",
    caption: "Caption",
    captionHint: "made from the question",
    download: "Download it",
    keep: "Keep it",
    ask: "Ask for it",
    command: "Command",
    copy: "Copy",
    copied: "Copied",
    copyOf: "Copy: {name}",
    done: "Copied.",
    refused: "This browser does not let the page copy; select the text instead.",
    browser: "Open in Neo4j Browser",
    asCypher: "with the question as Cypher.",
    login: "It asks for a password: {user} is {whose}.",
    that: "that",
    administrator: "the administrator's login, which can change the graph",
    service: "the login of this service itself",
    reader: "the login for readers",
    embed: "Embed it",
    frame: "Frame",
    preview: "Preview and more snippets",
    dataset: "Address with its dataset",
    datasetHint: "Once the service holds newer data, it leads to a snapshot of these, or says that there is none.",
    snapshot: "A snapshot stays the same whatever is loaded later",
    freeze: "Freeze it here",
    frozen: "Frozen for good",
  },
};

export type Says = typeof says;
/** All that the page says in a language. */
export interface InLanguage {
  readonly says: Says;
  readonly spoken: Spoken;
}

const english: InLanguage = { says, spoken: given };
export default english;
