/** What is seen as a file: the picture from the canvas, data from the server by the same filters. */
import { api, type Language } from "../api";
import type { Canvas } from "./canvas";
import { readColours, font } from "./draw";
import { overview, type Scope } from "./scope";

export const formats = { graphml: "GraphML", "csv-nodes": "CSV (nodes)", "csv-edges": "CSV (edges)" } as const;

/** dataURL is the export that says what the scope shows. */
export function dataURL(s: Scope, format: keyof typeof formats, language: Language): string {
  const things = s.grown.filter((g) => g !== overview);
  return api.exportURL({ ...s.filters, format, language, ...(things.length > 0 && !s.grown.includes(overview) ? { entity: things, depth: 1 } : {}) });
}

/** savePicture saves the canvas as it is, with the legend. */
export async function savePicture(canvas: Canvas, legend: { label: string; colour: string }[]): Promise<void> {
  const blob = await picture(canvas, legend);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "trigraph.png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function picture(canvas: Canvas, legend: { label: string; colour: string }[]): Promise<Blob> {
  const { sigma } = canvas;
  const colours = readColours();
  const layers = Object.values(sigma.getCanvases());
  const out = document.createElement("canvas");
  const first = layers[0] as HTMLCanvasElement;
  [out.width, out.height] = [first.width, first.height];
  const context = out.getContext("2d") as CanvasRenderingContext2D;
  context.fillStyle = colours.canvas;
  context.fillRect(0, 0, out.width, out.height);
  sigma.refresh({ schedule: false }); // WebGL forgets its picture after the frame, so it is copied within
  for (const layer of layers) if (layer.width > 0) context.drawImage(layer, 0, 0, out.width, out.height);
  drawLegend(context, legend, out.width / sigma.getDimensions().width, colours.text);
  return new Promise((resolve, reject) => out.toBlob((b) => (b ? resolve(b) : reject(new Error("no picture"))), "image/png"));
}

function drawLegend(context: CanvasRenderingContext2D, legend: { label: string; colour: string }[], scale: number, text: string): void {
  context.font = `${12 * scale}px ${font}`;
  legend.forEach(({ label, colour }, i) => {
    const y = context.canvas.height - (legend.length - i) * 18 * scale;
    context.fillStyle = colour;
    context.beginPath();
    context.arc(18 * scale, y, 5 * scale, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = text;
    context.fillText(label, 30 * scale, y + 4 * scale);
  });
}
