/** What sigma draws on its 2D canvases: names with a halo, and what stands under the pointer. */
import type { NodeLabelDrawingFunction, NodeHoverDrawingFunction } from "sigma/rendering";
import { cssColours } from "../classes";
import type { EdgeData, NodeData } from "./model";

export const colourNames = ["canvas", "text", "soft", "edge", "thin", "accent", "faded", "panel", "line"] as const;
export type Colours = Record<(typeof colourNames)[number], string>;
export const readColours = (): Colours => cssColours(colourNames);
export const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

type Label = NodeLabelDrawingFunction<NodeData, EdgeData>;
type Hover = NodeHoverDrawingFunction<NodeData, EdgeData>;

interface Asked {
  context: CanvasRenderingContext2D;
  data: Parameters<Label>[1] & { forceLabel?: boolean };
  size: number;
}

/** Where a node is drawn, in the canvas. */
export interface Disc {
  x: number;
  y: number;
  size: number;
}

/** A node of more pixels than these across half of it has its name, even over another's disc. */
const large = 6;

type Box = [left: number, top: number, right: number, bottom: number];
const apart = (a: Box, b: Box): boolean => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
const covers = (b: Box, d: Disc): boolean => b[0] < d.x + d.size && d.x - d.size < b[2] && b[1] < d.y + d.size && d.y - d.size < b[3];

/** Labels draws the names of a frame together, the larger things' first, beside their nodes where they cover neither a name nor a node. */
export class Labels {
  private asked: Asked[] = [];

  constructor(private readonly colours: () => Colours, private readonly discs: () => Disc[]) {}

  /** ask is what sigma calls for each name. */
  readonly ask: Label = (context, data, settings) => {
    if (data.label) this.asked.push({ context, data, size: settings.labelSize + Math.min(3, Math.max(0, data.size - 10) / 3) });
  };

  /** draw is for the end of the frame. */
  draw(): void {
    const { width = 0, height = 0 } = this.asked[0]?.context.canvas ?? {};
    const [right, bottom] = [width / devicePixelRatio, height / devicePixelRatio];
    const taken: Box[] = [[right - 50, bottom - 146, right, bottom]]; // the buttons for zooming
    const discs = this.discs();
    this.asked.sort((a, b) => Number(b.data.forceLabel ?? false) - Number(a.data.forceLabel ?? false) || b.data.size - a.data.size);
    for (const asked of this.asked) {
      asked.context.font = `${asked.data.size > 11 ? 600 : 500} ${asked.size}px ${font}`;
      const box = room(asked, taken, discs);
      if (!box) continue;
      taken.push(box);
      this.write(asked, box);
    }
    this.asked = [];
  }

  private write({ context, data, size }: Asked, box: Box): void {
    const { canvas, text } = this.colours();
    const [x, y] = [box[0] + 2, (box[1] + box[3]) / 2 + size / 3];
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = canvas;
    context.strokeText(data.label ?? "", x, y); // a halo keeps it readable over edges
    context.fillStyle = text;
    context.fillText(data.label ?? "", x, y);
  }
}

/** room is where a name fits: right of its node, under, over or left of it. One that must be seen, or is of a large node, may cover others. */
function room({ context, data, size }: Asked, taken: Box[], discs: Disc[]): Box | undefined {
  const wide = context.measureText(data.label ?? "").width + 6;
  const across = context.canvas.width / devicePixelRatio;
  const [half, gap] = [size * 0.6, data.size + 2];
  const at = (left: number, middle: number): Box => [left, middle - half, left + wide, middle + half];
  const places = [at(data.x + gap, data.y), at(data.x - wide / 2, data.y + gap + half), at(data.x - wide / 2, data.y - gap - half), at(data.x - gap - wide, data.y)]
    .filter((b) => (b[0] >= 0 && b[2] <= across) || data.x < 0 || data.x > across);
  const free = places.filter((b) => taken.every((t) => apart(b, t)));
  const other = (d: Disc): boolean => Math.abs(d.x - data.x) > 0.5 || Math.abs(d.y - data.y) > 0.5;
  const covered = (b: Box): number => discs.reduce((sum, d) => sum + (other(d) && covers(b, d) ? d.size * d.size : 0), 0);
  const best = free.map((b) => ({ b, cost: covered(b) })).reduce<{ b: Box; cost: number } | undefined>((a, c) => (a && a.cost <= c.cost ? a : c), undefined);
  if (best && (best.cost === 0 || data.forceLabel || data.size > large)) return best.b;
  return data.forceLabel ? (places[0] ?? at(data.x + gap, data.y)) : undefined;
}

/** nodeHover draws a plate under the name, and a ring around the node. */
export function nodeHover(colours: () => Colours): Hover {
  return (context, data, settings) => {
    const { panel, line, text, accent } = colours();
    const size = settings.labelSize + 1;
    context.font = `600 ${size}px ${font}`;
    const width = data.label ? context.measureText(data.label).width : 0;
    if (data.label) {
      context.shadowColor = "rgba(0,0,0,.3)";
      context.shadowBlur = 8;
      context.fillStyle = panel;
      context.strokeStyle = line;
      context.beginPath();
      context.roundRect(data.x, data.y - size, data.size + width + 14, size * 2, size);
      context.fill();
      context.shadowBlur = 0;
    }
    context.beginPath();
    context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
    context.fillStyle = panel;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = accent;
    context.stroke();
    context.fillStyle = text;
    if (data.label) context.fillText(data.label, data.x + data.size + 6, data.y + size / 3);
  };
}
