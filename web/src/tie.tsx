// The evidence of a tie: how far along and how sure it is, and what each document says of it, where and when.
import type { Claim, Document, Tie } from "./api";
import { language as here } from "./language";
import { Close, EntityButton, Filled, PageLink, StatusMark, TechnologyLink, ViewLink, WebLink } from "./parts";
import { filled, says, spoken } from "./says";
import { whole } from "./state";
import { date, language, lasting, many, money, share } from "./text";
import { question } from "./view";
import { relations, reliabilityWord, statusWord } from "./words";

/** All about a tie; where it stands below another, that has the button that closes both. */
export function OfTie({ tie, closes = true }: { tie: Tie; closes?: boolean }) {
  const { entities, technologies } = whole.value;
  return (
    <>
      <header>
        <h2 tabIndex={-1}>
          <EntityButton id={tie.subject} entity={entities.get(tie.subject)} /> {relations[tie.relation].forward}{" "}
          <EntityButton id={tie.object} entity={entities.get(tie.object)} />
        </h2>
        {closes && <Close />}
      </header>
      <dl class="facts">
        <dt>{spoken.headings.status}</dt>
        <dd>
          <StatusMark tie={tie} />:{" "}
          {tie.disputed ? spoken.standings.disputed?.meaning : spoken.statuses[tie.status]?.meaning}
        </dd>
        {tie.standing === "contested" && <Fact name={spoken.headings.standing} value={contested()} />}
        {tie.overdue && (
          <Fact name={spoken.headings.overdue} value={filled(says.tie.due, { day: date(tie.due ?? "") })} />
        )}
        <Fact name={spoken.headings.sources} value={reporting(tie)} />
        {tie.topic && <Fact name={spoken.headings.topic} value={tie.topic.replaceAll("-", " ")} />}
        {tie.office && <Fact name={spoken.headings.office} value={tie.office} />}
        {lasting(tie) && <Fact name={says.tie.when} value={lasting(tie)} />}
        {tie.place && <Fact name={says.tie.where} value={tie.place} />}
        {tie.amount && <Fact name={says.tie.money} value={money(tie.amount)} />}
        {tie.share && <Fact name={spoken.headings.share} value={share(tie.share)} />}
      </dl>
      {tie.conflicts?.map((conflict) => (
        <p key={conflict.attribute} class="conflict">
          <Filled
            text={says.tie.differ}
            values={{ attribute: <b>{attribute(conflict.attribute)}</b>, values: differing(conflict) }}
          />
        </p>
      ))}
      {(tie.technologies?.length ?? 0) > 0 && (
        <p class="chips">
          {tie.technologies?.map((id) => (
            <TechnologyLink key={id} id={id} name={technologies.get(id)?.name} />
          ))}
        </p>
      )}
      <p class="actions">
        <PageLink of="tie" id={tie.id}>
          {says.tie.page}
        </PageLink>
      </p>
      <h3>{filled(says.tie.claims, { claims: many(tie.claims.length, "claim") })}</h3>
      <ol class="claims">
        {tie.claims.map((claim) => (
          <OfClaim key={claim.id} claim={claim} document={whole.value.documents.get(claim.document)} />
        ))}
      </ol>
    </>
  );
}

/** Who reports a tie, and when last: “2 documents of 2 publishers, the best one official; last on 17 Jun 2024”. */
const reporting = (tie: Tie): string =>
  tie.documents > 1
    ? filled(says.tie.reported, {
        documents: many(tie.documents, "document"),
        publishers: many(tie.publishers, "publisher"),
        reliability: reliabilityWord(tie.reliability),
        day: date(tie.reported),
      })
    : filled(says.tie.reportedOnce, { reliability: reliabilityWord(tie.reliability), day: date(tie.reported) });

const contested = (): string => {
  const { word = "", meaning = "" } = spoken.standings.contested ?? {};
  return `${word}: ${meaning}`;
};

const attribute = (name: string): string => spoken.attributes[name] ?? name;

/** The values of a conflict, that which the tie shows first, each with how many documents give it. */
const differing = ({ attribute, values }: NonNullable<Tie["conflicts"]>[number]): string =>
  values
    .map(({ value, stance, documents }) =>
      [
        stance === "disputes" ? says.tie.against : "",
        attribute === "status" ? statusWord(value) : value,
        `(${many(documents.length, "document")})`,
      ]
        .join(" ")
        .trim(),
    )
    .join("; ");

const Fact = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>
      <bdi>{value}</bdi>
    </dd>
  </>
);

function OfClaim({ claim, document }: { claim: Claim; document: Document | undefined }) {
  const disputes = claim.stance === "disputes";
  return (
    <li class={disputes ? "disputes" : ""}>
      <p>
        {disputes && <strong class="against">{against(claim)}: </strong>}
        <bdi>{claim.says}</bdi>
      </p>
      <p class="meta">
        {[
          claim.status && statusWord(claim.status),
          claim.start && date(claim.start),
          claim.end && filled(says.tie.until, { day: date(claim.end) }),
          claim.amount && money(claim.amount),
          claim.share && share(claim.share),
          !disputes && claim.inferred && spoken.inferred,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {document && <OfSource document={document} where={claim.where} />}
    </li>
  );
}

/** What a disputing claim is: a denial by its document or our own reading of it, of the tie or of one attribute. */
const against = ({ about, inferred }: Claim): string =>
  `${inferred ? says.tie.doesNotFit : says.tie.denies}${about ? ` (${attribute(about)})` : ""}`;

function OfSource({ document, where }: { document: Document; where: string }) {
  return (
    <p class="source">
      {document.url ? (
        <WebLink to={document.url}>
          <cite dir="auto">{document.title}</cite>
        </WebLink>
      ) : (
        <cite dir="auto">{document.title}</cite>
      )}
      <span class="meta">
        {[
          document.publisher,
          date(document.published),
          where,
          document.language !== here && language(document.language ?? "en"),
        ]
          .filter(Boolean)
          .join(" · ")}
        {" · "}
        <span class={`reliability ${document.reliability}`} title={spoken.reliabilities[document.reliability]?.meaning}>
          {reliabilityWord(document.reliability)}
        </span>
        {" · "}
        <ViewLink to={question("document", { id: document.id })}>{says.tie.ofDocument}</ViewLink>
        {" · "}
        <PageLink of="document" id={document.id}>
          {says.tie.documentPage}
        </PageLink>
      </span>
      {document.note && <span class="note">{document.note}</span>}
    </p>
  );
}
