/**
 * Places of nodes in a link: a copied link shows the picture as it was, also after growing and dragging. Nodes are taken in the
 * order of their ids; each coordinate is two characters of 64, 0 to 4095 of the box around all, which stands before them.
 */
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
export type Places = Map<string, { x: number; y: number }>;
/** Beyond so many nodes a link would be too long; it then leaves the places to the layout. */
export const mostPlaces = 600;

export function packPlaces(places: Places): string {
  if (places.size === 0 || places.size > mostPlaces) return "";
  const all = [...places].sort(byId).map(([, p]) => p);
  const left = Math.floor(Math.min(...all.map((p) => p.x)));
  const top = Math.floor(Math.min(...all.map((p) => p.y)));
  const side = Math.ceil(Math.max(...all.map((p) => Math.max(p.x - left, p.y - top))));
  return `${left}_${top}_${side}.${all.map((p) => digit((p.x - left) / (side + 1)) + digit((p.y - top) / (side + 1))).join("")}`;
}

/** unpackPlaces gives the places to the ids; none where they are not as many as were packed. */
export function unpackPlaces(text: string, ids: Iterable<string>): Places {
  const places: Places = new Map();
  const m = /^(-?\d+)_(-?\d+)_(\d+)\.([\w-]+)$/.exec(text);
  const sorted = [...ids].sort(compare);
  if (!m || m[4]!.length !== sorted.length * 4) return places;
  const [left, top, side] = [Number(m[1]), Number(m[2]), Number(m[3]) + 1];
  sorted.forEach((id, i) => {
    const at = (from: number) => (digits.indexOf(m[4]![from]!) * 64 + digits.indexOf(m[4]![from + 1]!)) / 4095;
    places.set(id, { x: left + at(i * 4) * side, y: top + at(i * 4 + 2) * side });
  });
  return places;
}

function digit(share: number): string {
  const n = Math.max(0, Math.min(4095, Math.round(share * 4095)));
  return digits[n >> 6]! + digits[n & 63]!;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: [string, unknown], b: [string, unknown]): number => compare(a[0], b[0]);
