// The evidence of a tie: how far along and how sure it is, and what each document says of it, where and when.
import type { Claim, Document, Tie } from "./api";
import { Close, EntityButton, PageLink, StatusMark, TechnologyLink, ViewLink, WebLink } from "./parts";
import { whole } from "./state";
import { date, language, lasting, many, money, share } from "./text";
import { question } from "./view";
import { relations, reliabilities, standings, statuses } from "./words";

export function OfTie({ tie }: { tie: Tie }) {
  const { entities, technologies } = whole.value;
  return (
    <>
      <header>
        <h2>
          <EntityButton id={tie.subject} entity={entities.get(tie.subject)} /> {relations[tie.relation].forward}{" "}
          <EntityButton id={tie.object} entity={entities.get(tie.object)} />
        </h2>
        <Close />
      </header>
      <dl class="facts">
        <dt>Status</dt>
        <dd>
          <StatusMark tie={tie} />: {tie.disputed ? standings.disputed : statuses[tie.status].meaning}
        </dd>
        {tie.standing === "contested" && <Fact name="Standing" value={`contested: ${standings.contested}`} />}
        {tie.overdue && <Fact name="Overdue" value={`due by ${date(tie.due ?? "")}, and no later word on it`} />}
        <Fact name="Sources" value={reporting(tie)} />
        {tie.topic && <Fact name="Topic" value={tie.topic.replaceAll("-", " ")} />}
        {tie.office && <Fact name="Office" value={tie.office} />}
        {lasting(tie) && <Fact name="When" value={lasting(tie)} />}
        {tie.place && <Fact name="Where" value={tie.place} />}
        {tie.amount && <Fact name="Money" value={money(tie.amount)} />}
        {tie.share && <Fact name="Share" value={share(tie.share)} />}
      </dl>
      {tie.conflicts?.map((conflict) => (
        <p key={conflict.attribute} class="conflict">
          Sources differ on the <b>{conflict.attribute}</b>: {differing(conflict)}
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
          Its page, with how to cite it
        </PageLink>
      </p>
      <h3>{many(tie.claims.length, "claim")}, the newest first</h3>
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
    ? `${many(tie.documents, "document")} of ${many(tie.publishers, "publisher")}, the best one ${tie.reliability}; ` +
      `last on ${date(tie.reported)}`
    : `one document (${tie.reliability}), on ${date(tie.reported)}`;

/** The values of a conflict, that which the tie shows first, each with how many documents give it. */
const differing = ({ values }: NonNullable<Tie["conflicts"]>[number]): string =>
  values
    .map(({ value, stance, documents }) =>
      [stance === "disputes" ? "against it" : "", value, `(${many(documents.length, "document")})`].join(" ").trim(),
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
          claim.status,
          claim.start && date(claim.start),
          claim.end && `to ${date(claim.end)}`,
          claim.amount && money(claim.amount),
          claim.share && share(claim.share),
          !disputes && claim.inferred && "by our reading",
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
  `${inferred ? "Does not fit with it, by our reading" : "Denies it"}${about ? ` (${about})` : ""}`;

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
          document.language !== "en" && language(document.language ?? "en"),
        ]
          .filter(Boolean)
          .join(" · ")}
        {" · "}
        <span class={`reliability ${document.reliability}`} title={reliabilities[document.reliability]}>
          {document.reliability}
        </span>
        {" · "}
        <ViewLink to={question("document", { id: document.id })}>all claims of this document</ViewLink>
        {" · "}
        <PageLink of="document" id={document.id}>
          its page
        </PageLink>
      </span>
      {document.note && <span class="note">{document.note}</span>}
    </p>
  );
}
