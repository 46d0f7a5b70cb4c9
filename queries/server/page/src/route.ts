/** The view is in the URL's fragment, so that a link brings it back: #/e/org/acme?depth=2 */
export type ViewName = "graph" | "article" | "query" | "review" | "help";

export interface Route {
  view: ViewName;
  /** Of an entity (view graph; empty: the overview) or an article. */
  id: string;
  params: URLSearchParams;
}

/** parseRoute reads a location's hash. What it does not know is the overview. */
export function parseRoute(hash: string): Route {
  const text = hash.replace(/^#/, "");
  const mark = text.indexOf("?");
  const path = mark < 0 ? text : text.slice(0, mark);
  const params = new URLSearchParams(mark < 0 ? "" : text.slice(mark + 1));
  const [, head = "", rest = ""] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? [];
  switch (head) {
    case "e": return { view: "graph", id: decode(rest), params };
    case "a": return { view: "article", id: decode(rest), params };
    case "query": return { view: "query", id: decode(rest), params };
    case "review": return { view: "review", id: "", params };
    case "help": return { view: "help", id: "", params };
    default: return { view: "graph", id: "", params };
  }
}

/** formatRoute is the hash that parseRoute reads. */
export function formatRoute(view: ViewName, id = "", params?: URLSearchParams): string {
  const head = { graph: id ? "e/" : "", article: id ? "a/" : "a", query: id ? "query/" : "query", review: "review", help: "help" }[view];
  const search = params?.toString() ?? "";
  return `#/${head}${id.split("/").map(encodeURIComponent).join("/")}${search ? "?" + search : ""}`;
}

export const entityLink = (id: string): string => formatRoute("graph", id);
/** articleLink leads to an article, and to the code points of a sentence in it. */
export const articleLink = (id: string, at?: { start: number; end: number }): string =>
  formatRoute("article", id, at && new URLSearchParams({ start: String(at.start), end: String(at.end) }));

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is itself
  }
}
