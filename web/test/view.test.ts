// A view and its address say the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, pathOfView, question, readView, showsOf, start, unknownIn } from "../src/view.ts";

const search = (address: string): string => address.slice(address.indexOf("?"));

test("a view comes back from its address", () => {
  const view = {
    ...question("neighbours", { id: "nasa", status: ["active", "planned"], as_of: "2024" }),
    show: "table" as const,
    add: ["isro", "nasa~isro"],
    hide: ["jaxa"],
    mute: ["Person", "ended"],
    open: ["nasa"],
    pin: { isro: [-12, 40] as const },
    select: ["nasa", "isro"],
    title: "What holds, and what doesn’t",
  };

  assert.deepEqual(readView(search(addressOf(view))), view);
});

test("what a view added, hid and pinned is in the path of every export of it", () => {
  const view = {
    ...question("neighbours", { id: "nasa", status: ["active"] }),
    add: ["nasa~isro"],
    hide: ["jaxa"],
    mute: ["Person"],
    pin: { isro: [-12, 40] as const },
    select: ["isro"],
  };
  const beside = "add=nasa~isro&hide=jaxa&mute=Person&pin=isro@-12,40";

  assert.equal(pathOfView(view), `/entities/nasa/neighbours?status=active&${beside}`);
  assert.equal(
    pathOfView(view, "svg", { title: ["Mine"] }),
    `/entities/nasa/neighbours.svg?status=active&${beside}&title=Mine`,
  );
  assert.equal(pathOfView(question("partners", { technology: "quantum" })), "/partners?technology=quantum");
});

test("an address stays readable", () => {
  const fresh = question("compare", { pair: "india,russia" });
  const view = { ...fresh, pin: { india: [1.4, 2.6] as const }, add: ["a~b"] };

  assert.equal(addressOf(view), "/?query=compare&pair=india,russia&add=a~b&pin=india@1,3");
});

test("what is not understood is left out", () => {
  const view = readView(
    "?query=partners&technology=quantum&colour=red&show=cake&pin=isro@here&select=a&select=b&select=c",
  );

  assert.deepEqual(view, { ...question("partners", { technology: "quantum" }), select: ["a", "b"] });
});

test("an answer opens as its question has it best, and an address names what is shown otherwise", () => {
  const fresh = question("timeline", { entity: "nasa" });

  assert.equal(fresh.show, "timeline");
  assert.equal(addressOf(fresh), "/?query=timeline&entity=nasa");
  assert.deepEqual(readView("?query=timeline&entity=nasa"), fresh);
  assert.equal(addressOf({ ...fresh, show: "graph" }), "/?query=timeline&entity=nasa&show=graph");
});

test("a question that there is none of is named", () => {
  assert.equal(unknownIn("?query=riddles"), "riddles");
  assert.equal(unknownIn("?query=ties"), "");
  assert.equal(unknownIn(""), "");
});

test("an address without a question that there is, is the start page", () => {
  assert.deepEqual(readView(""), start);
  assert.deepEqual(readView("?query=riddles"), start);
  assert.deepEqual(readView("?query=__proto__"), start);
  assert.equal(addressOf(start), "/");
});

test("a question that finds no ties is a table, of which nothing is added, hidden or selected", () => {
  const view = readView("?query=documents&kind=blog&show=graph&add=nasa&hide=isro&pin=isro@1,2&select=nasa");

  assert.deepEqual(view, { ...question("documents", { kind: "blog" }), show: "table" });
  assert.equal(addressOf(view), "/?query=documents&kind=blog");
});

test("an answer is shown in the ways that its question declares", () => {
  assert.ok(showsOf("funding").includes("bars") && !showsOf("funding").includes("years"));
  assert.ok(showsOf("partners").includes("years") && !showsOf("partners").includes("bars"));
  assert.equal(readView("?query=partners&technology=quantum&show=bars").show, "graph");
  assert.equal(readView("?query=partners&technology=quantum&show=years").show, "years");
});
