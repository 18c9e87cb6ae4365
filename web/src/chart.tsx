// What answers as bars or by year: the figure that the service draws, as wide as there is room and in the same colours.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { absolute } from "./place";
import { says } from "./says";
import { view, worded } from "./state";
import { dark } from "./theme";
import { type Chart, pathOfView } from "./view";

/** Narrowest figure that the service draws, in CSS pixels, and the steps in which it becomes wider with the page. */
const NARROWEST = 280;
const STEP = 40;

export function OfChart({ figure }: { figure: Chart }) {
  const room = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = new ResizeObserver(([entry]) => entry && setWidth(fitting(entry.contentRect.width)));
    if (room.current) measure.observe(room.current);
    return () => measure.disconnect();
  }, []);
  // Without numbers of sources: the evidence beside it has none.
  const asked = { figure: [figure], width: [String(width)], theme: [dark.value ? "dark" : "light"], cite: ["key"] };
  return (
    <div class="scroll chart" tabIndex={0} role="region" aria-label={says.charts[figure]} ref={room}>
      {width > 0 && (
        <img src={absolute(pathOfView(view.value, "svg", asked))} alt={worded.value?.sentence ?? says.charts[figure]} />
      )}
    </div>
  );
}

const fitting = (room: number): number => Math.max(NARROWEST, Math.floor(room / STEP) * STEP);
