// How Cytoscape.js draws: colour and shape by kind, line by status, in light and dark.
import type { StylesheetJson } from "cytoscape";
import { FONT, LABEL_SIZE } from "./boxes";
import { disputed, kinds, type LineLook, mixed, statuses } from "./words";

const FAMILY = FONT.slice(FONT.indexOf(" ") + 1);

/** The style sheet for a theme. */
export const drawing = (dark: boolean): StylesheetJson =>
  [...boxes(dark), ...lines(dark), ...marks(dark)] as StylesheetJson;

const boxes = (dark: boolean) => [
  {
    selector: "node",
    style: {
      label: "data(label)",
      width: "data(width)",
      height: "data(height)",
      color: dark ? "#eef2f6" : "#18212b",
      "font-family": FAMILY,
      "font-size": 13,
      "text-wrap": "wrap",
      "text-valign": "center",
      "text-halign": "center",
      "line-height": 1.3,
      "border-width": 1.5,
      "overlay-opacity": 0,
    },
  },
  ...Object.entries(kinds).map(([kind, look]) => ({
    selector: `node.${kind}`,
    style: {
      shape: look.shape,
      "background-color": dark ? look.dark_fill : look.fill,
      "border-color": dark ? look.dark_colour : look.colour,
    },
  })),
  { selector: "node.group", style: { "border-style": "double", "border-width": 5, "font-style": "italic" } },
  { selector: "node.pinned", style: { "border-width": 3 } },
  { selector: "node.anchor", style: { "font-weight": "bold", "border-width": 2.5 } },
];

const lines = (dark: boolean) => [
  {
    selector: "edge",
    style: {
      "curve-style": "straight",
      "edge-distances": "endpoints",
      "source-endpoint": "data(from)",
      "target-endpoint": "data(to)",
      "target-arrow-shape": "triangle",
      "arrow-scale": 0.9,
      width: 1.6,
      "font-family": FAMILY,
      "font-size": LABEL_SIZE,
      color: dark ? "#c3ccd6" : "#3d4854",
      "source-text-rotation": "autorotate",
      "min-zoomed-font-size": 7,
      "overlay-opacity": 0,
    },
  },
  {
    selector: "edge.bow",
    style: {
      "curve-style": "unbundled-bezier",
      "control-point-weights": "data(along)",
      "control-point-distances": "data(aside)",
    },
  },
  {
    selector: "edge.led",
    style: { "curve-style": "round-segments", "segment-weights": "data(along)", "segment-distances": "data(aside)" },
  },
  { selector: "edge.bundle", style: { "target-arrow-shape": "none" } },
  { selector: "edge.symmetric", style: { "source-arrow-shape": "triangle" } },
  ...Object.entries(statuses).map(([status, look]) => line(`edge.${status}`, look, dark)),
  line("edge.disputed", disputed, dark),
  line("edge.mixed", mixed, dark),
  ...[...Object.values(statuses), disputed].map(({ word, width }) => ({
    selector: `edge.bundle.${word}`,
    style: { width: width * 2 },
  })),
  {
    selector: "edge.hollow",
    style: {
      "line-color": dark ? "#12171d" : "#ffffff",
      "line-outline-width": 1.1,
      "line-outline-color": dark ? "#b4bfca" : "#4d5967",
      "target-arrow-fill": "hollow",
      "source-arrow-fill": "hollow",
    },
  },
  { selector: "edge.hollow.disputed", style: { "line-outline-color": dark ? disputed.dark_colour : disputed.colour } },
  { selector: "edge.faded", style: { "line-opacity": 0.5 } },
  {
    selector: "edge.disputed",
    style: {
      "mid-target-arrow-shape": "tee",
      "mid-target-arrow-color": dark ? disputed.dark_colour : disputed.colour,
    },
  },
  {
    selector: "edge.labelled",
    style: {
      "source-label": "data(text)",
      "source-text-offset": "data(textAlong)",
      "source-text-margin-x": "data(textX)",
      "source-text-margin-y": "data(textY)",
    },
  },
];

/** What the reader does with them. */
function marks(dark: boolean) {
  const accent = dark ? "#ffd34d" : "#d98200";
  return [
    { selector: ".aside", style: { opacity: 0.5 } },
    {
      selector: "edge.selected",
      style: {
        width: 4,
        "font-weight": "bold",
        "z-index": 9,
        "text-background-color": dark ? "#12171d" : "#ffffff",
        "text-background-opacity": 0.8,
      },
    },
    { selector: "node.selected", style: { "outline-width": 4, "outline-color": accent, "outline-offset": 2 } },
    {
      selector: "node.focused",
      style: { "outline-width": 3, "outline-color": accent, "outline-style": "dashed", "outline-offset": 5 },
    },
  ];
}

const line = (selector: string, look: LineLook, dark: boolean) => ({
  selector,
  style: {
    width: look.width,
    "line-color": dark ? look.dark_colour : look.colour,
    "target-arrow-color": dark ? look.dark_colour : look.colour,
    "source-arrow-color": dark ? look.dark_colour : look.colour,
    "line-style": look.dash.length ? "dashed" : "solid",
    ...(look.dash.length ? { "line-dash-pattern": look.dash } : {}),
  },
});
