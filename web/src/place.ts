/** Where the service is: `/`, or the path that a proxy gives it; the page is nowhere else. */
const home = new URL(".", location.href);

/** The whole address of a path of the service, whatever path the service has itself. */
export const absolute = (path: string): string => new URL(path.slice(1), home).href;
