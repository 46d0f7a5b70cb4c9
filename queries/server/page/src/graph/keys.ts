/** The picture by keyboard. */
import type { Explorer } from "./explorer";

const quarters: Record<string, number> = { ArrowRight: 0, ArrowDown: 1, ArrowLeft: 2, ArrowUp: 3 };

/** keyOn does what a key on the picture means: arrows go from node to node, with Shift they move the picture. */
export function keyOn(e: KeyboardEvent, x: Explorer): void {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  if (!act(e, x)) return;
  e.preventDefault();
}

function act(e: KeyboardEvent, x: Explorer): boolean {
  const quarter = quarters[e.key];
  if (quarter !== undefined) return e.shiftKey ? pan(quarter, x) : step(quarter, x);
  switch (e.key) {
    case "+": case "=": x.picture.zoom(1 / 1.3); return true;
    case "-": x.picture.zoom(1.3); return true;
    case "0": x.picture.fit(); return true;
    case "g": if (x.selected) x.grow(x.selected); return true;
    case "Enter": document.querySelector<HTMLElement>(".card h2")?.focus(); return true;
    case "Escape": if (!x.stop() && x.selected) x.closeSide(); return true;
    default: return false;
  }
}

function pan(quarter: number, x: Explorer): boolean {
  const [right, down] = ([[0.15, 0], [0, 0.15], [-0.15, 0], [0, -0.15]] as const)[quarter]!;
  x.picture.pan(right, down);
  return true;
}

/** step goes to the neighbour that lies in a direction; without a selected node, to the one most tied. */
function step(quarter: number, x: Explorer): boolean {
  const model = x.nodes;
  let to = x.selected && model.hasNode(x.selected) ? x.picture.toward(x.selected, quarter) : "";
  if (!x.selected || !model.hasNode(x.selected)) to = model.nodes().sort((a, b) => model.degree(b) - model.degree(a))[0] ?? "";
  if (!to) return true;
  x.select(to);
  x.say(to);
  return true;
}
