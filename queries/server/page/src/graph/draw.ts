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

/** Labels draws the names of a frame together, the larger things' first, and leaves out those that would cover another. */
export class Labels {
  private asked: Asked[] = [];

  constructor(private readonly colours: () => Colours) {}

  /** ask is what sigma calls for each name. */
  readonly ask: Label = (context, data, settings) => {
    if (data.label) this.asked.push({ context, data, size: settings.labelSize + Math.min(3, Math.max(0, data.size - 10) / 3) });
  };

  /** draw is for the end of the frame. */
  draw(): void {
    const taken: [number, number, number, number][] = [];
    const { canvas, text } = this.colours();
    this.asked.sort((a, b) => Number(b.data.forceLabel ?? false) - Number(a.data.forceLabel ?? false) || b.data.size - a.data.size);
    for (const { context, data, size } of this.asked) {
      context.font = `${data.size > 11 ? 600 : 500} ${size}px ${font}`;
      const [x, y] = [data.x + data.size + 4, data.y + size / 3];
      const box: [number, number, number, number] = [x - 2, data.y - size * 0.6, x + context.measureText(data.label ?? "").width + 4, data.y + size * 0.6];
      if (!data.forceLabel && taken.some((t) => t[0] < box[2] && box[0] < t[2] && t[1] < box[3] && box[1] < t[3])) continue;
      taken.push(box);
      context.lineJoin = "round";
      context.lineWidth = 3.5;
      context.strokeStyle = canvas;
      context.strokeText(data.label ?? "", x, y); // a halo keeps it readable over edges
      context.fillStyle = text;
      context.fillText(data.label ?? "", x, y);
    }
    this.asked = [];
  }
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
