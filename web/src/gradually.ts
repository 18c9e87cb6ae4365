// What is long is drawn part after part, so that the page answers in between.
import { useEffect, useState } from "preact/hooks";

/** How much of a whole is drawn so far: `atOnce` more in each task. */
export function useGradually(whole: number, atOnce: number): number {
  const [drawn, setDrawn] = useState(atOnce);
  useEffect(() => {
    if (drawn >= whole) return;
    const next = setTimeout(() => setDrawn(drawn + atOnce));
    return () => clearTimeout(next);
  }, [drawn, whole]);
  return drawn;
}
