/** What the graph view shows, in the fragment: selected thing, what was grown, filters, camera. */
import type { Filters } from "../api";
import { formatRoute, type Route } from "../route";

/** What stands for the most mentioned things among the grown ones. */
export const overview = "*";
export const usualLimit = 150;
export const limits = [50, 150, 500, 1500, 5000];

/** In the graph's own coordinates: the point in the middle and how much is seen from left to right. */
export interface Camera {
  x: number;
  y: number;
  width: number;
}

export interface Scope {
  selected: string;
  /** Edge whose witnesses are shown. */
  edge: string;
  /** Things whose neighbours are shown; overview among them. */
  grown: string[];
  hidden: string[];
  /** The other end of a path from the selected thing. */
  path: string;
  filters: Filters;
  limit: number;
  list: boolean;
  camera?: Camera;
  /** Places of the nodes, packed (places.ts). */
  places: string;
}

export function parseScope(route: Route): Scope {
  const p = route.params;
  const grown = p.getAll("n").filter(Boolean);
  const limit = Number(p.get("limit"));
  const scope: Scope = {
    selected: route.id,
    edge: p.get("edge") ?? "",
    grown: grown.length ? grown : [route.id || overview],
    hidden: p.getAll("x"),
    path: route.id ? (p.get("path") ?? "") : "",
    filters: parseFilters(p),
    limit: limits.includes(limit) ? limit : usualLimit,
    list: p.get("list") === "1",
    places: p.get("at") ?? "",
  };
  const camera = (p.get("cam") ?? "").split("_").map(Number);
  const [x, y, width] = camera;
  if (camera.length === 3 && camera.every(Number.isFinite) && width! > 0) scope.camera = { x: x!, y: y!, width: width! };
  return scope;
}

export function formatScope(s: Scope): string {
  const p = new URLSearchParams();
  const bare = s.grown.length === 1 && s.grown[0] === (s.selected || overview);
  if (!bare) for (const n of s.grown) p.append("n", n);
  for (const x of s.hidden) p.append("x", x);
  if (s.edge) p.set("edge", s.edge);
  if (s.path) p.set("path", s.path);
  writeFilters(s.filters, p);
  if (s.limit !== usualLimit) p.set("limit", String(s.limit));
  if (s.list) p.set("list", "1");
  if (s.camera) p.set("cam", [s.camera.x, s.camera.y, s.camera.width].map((v) => String(Math.round(v * 10) / 10)).join("_"));
  if (s.places) p.set("at", s.places);
  return formatRoute("graph", s.selected, p);
}

const lists = { predicate: "p", class: "c", article_language: "l", status: "s" } as const;

function parseFilters(p: URLSearchParams): Filters {
  const f: Filters = {};
  for (const [name, short] of Object.entries(lists) as [keyof typeof lists, string][]) {
    const values = p.getAll(short).filter(Boolean);
    if (values.length) f[name] = values;
  }
  const month = /^\d{4}(-\d\d){0,2}$/;
  const from = p.get("from") ?? "", to = p.get("to") ?? "";
  if (month.test(from)) f.from = from;
  if (month.test(to)) f.to = to;
  const sure = Number(p.get("sure"));
  if (sure > 0 && sure <= 1) f.min_confidence = sure;
  return f;
}

function writeFilters(f: Filters, p: URLSearchParams): void {
  for (const [name, short] of Object.entries(lists) as [keyof typeof lists, string][]) for (const v of f[name] ?? []) p.append(short, v);
  if (f.from) p.set("from", f.from);
  if (f.to) p.set("to", f.to);
  if (f.min_confidence) p.set("sure", String(f.min_confidence));
}

/** withoutTime are the same filters for all times. */
export function withoutTime(f: Filters): Filters {
  const { from: _from, to: _to, ...rest } = f;
  return rest;
}

export const countFilters = (f: Filters): number => Object.keys(f).length;
