/** What is seen as a file: the picture from the canvas, things and links from the model. */
import type { Canvas } from "./canvas";
import { readColours, font } from "./draw";
import type { Model } from "./model";
import { edgesCSV, graphml, nodesCSV } from "./save";

export const formats = { graphml: "GraphML", "csv-nodes": "CSV (nodes)", "csv-edges": "CSV (edges)" } as const;
export type Format = keyof typeof formats;

const writers: Record<Format, { write(model: Model): string; name: string; kind: string }> = {
  graphml: { write: graphml, name: "trigraph.graphml", kind: "application/graphml+xml" },
  "csv-nodes": { write: nodesCSV, name: "trigraph-nodes.csv", kind: "text/csv;charset=utf-8" },
  "csv-edges": { write: edgesCSV, name: "trigraph-edges.csv", kind: "text/csv;charset=utf-8" },
};

/** saveModel saves the things and links that are shown, as they are shown. */
export function saveModel(model: Model, format: Format): void {
  const { write, name, kind } = writers[format];
  save(new Blob([write(model)], { type: kind }), name);
}

/** savePicture saves the canvas as it is, with the legend. */
export async function savePicture(canvas: Canvas, legend: { label: string; colour: string }[]): Promise<void> {
  save(await picture(canvas, legend), "trigraph.png");
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
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
