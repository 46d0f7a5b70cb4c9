/** The page's side of the layout: hands the graph to the worker and moves the nodes as it says. */
import type { Model } from "./model";

export interface Job {
  id: number;
  /** Ten numbers a node and three an edge, as graphology-layout-forceatlas2 has them. */
  nodes: Float32Array;
  edges: Float32Array;
  settings: Record<string, number | boolean>;
  iterations: number;
  /** Milliseconds between two looks at it: drawing many takes the page's time. */
  pace: number;
}

export interface Moved {
  id: number;
  /** x and y of each node in turn. */
  places: Float32Array;
  /** Of the work that is done; 1 at the end. */
  share: number;
}

export class Layout {
  private readonly worker = new Worker(new URL("/page/layout.js", location.origin), { type: "module" });
  private id = 0;
  private ids: string[] = [];
  private model: Model | undefined;
  private done: (() => void) | undefined;
  private all = false;
  running = false;

  /** moved is called after the nodes moved, at the end with true. */
  constructor(private readonly moved: (last: boolean) => void, calm: boolean) {
    this.worker.onmessage = ({ data }: MessageEvent<Moved>) => {
      if (data.id !== this.id || !this.model) return;
      const last = data.share >= 1;
      if (calm && !last) return; // the reader wants no motion: only where they end
      this.apply(data.places);
      this.running = !last;
      if (last) shelve(this.model, this.all);
      this.moved(last);
      if (last) this.done?.();
    };
  }

  /** run lays the model out; what is placed stays, unless all is set. It resolves when all stand. */
  run(model: Model, all: boolean): Promise<void> {
    this.stop();
    [this.model, this.all] = [model, all];
    this.ids = model.filterNodes((id) => model.degree(id) > 0);
    if (this.ids.length === 0) return Promise.resolve(shelve(model, all));
    const job: Job = { id: ++this.id, ...matrices(model, this.ids, all), settings: settingsFor(this.ids.length), iterations: iterationsFor(this.ids.length), pace: this.ids.length > 1000 ? 400 : 50 };
    this.running = true;
    this.worker.postMessage(job, [job.nodes.buffer, job.edges.buffer]);
    return new Promise((resolve) => (this.done = resolve));
  }

  /** stop leaves the nodes where they are. */
  stop(): void {
    if (this.running) this.id++;
    this.running = false;
    this.done?.();
    this.done = undefined;
  }

  end(): void {
    this.worker.terminate();
  }

  private apply(places: Float32Array): void {
    const model = this.model as Model;
    let i = 0;
    const at = new Map(this.ids.map((id) => [id, 2 * i++]));
    model.updateEachNodeAttributes(
      (id, n) => {
        const from = at.get(id);
        return from === undefined ? n : { ...n, x: places[from]!, y: places[from + 1]!, placed: true };
      },
      { attributes: ["x", "y", "placed"] },
    );
  }
}

/** shelve puts what is tied to nothing in rows under the rest, where it takes no room between what is. */
function shelve(model: Model, all: boolean): void {
  const loose = model.filterNodes((id, n) => model.degree(id) === 0 && (all || !n.placed));
  if (loose.length === 0) return;
  const rest = model.filterNodes((id, n) => n.placed && !loose.includes(id)).map((id) => model.getNodeAttributes(id));
  const [xs, ys] = [rest.map((n) => n.x), rest.map((n) => n.y)];
  const bottom = rest.length > 0 ? Math.min(...ys) : 0;
  const tall = rest.length > 1 ? Math.max(...ys) - bottom : 300;
  const middle = rest.length > 0 ? (Math.min(...xs) + Math.max(...xs)) / 2 : 0;
  const pixel = (tall * 1.4) / 520; // of a picture of the usual height
  const widths = loose.map((id) => (34 + wide(model.getNodeAttribute(id, "label"))) * pixel);
  const [across, down] = [1.75 * tall, 18 * pixel];
  const rows = widths.reduce((a, b) => a + b, 0) / across;
  const shrink = Math.min(1, Math.sqrt((0.35 * tall) / (rows * down))); // at most a third of the height
  let row: { id: string; at: number }[] = [];
  let [end, y] = [0, bottom - 2 * down];
  const set = (): void => {
    for (const { id, at } of row) model.mergeNodeAttributes(id, { x: middle - end / 2 + at, y, placed: true });
    [row, end, y] = [[], 0, y - down * shrink];
  };
  loose.forEach((id, i) => {
    const width = widths[i]! * shrink;
    if (end + width > across && row.length > 0) set();
    row.push({ id, at: end });
    end += width;
  });
  set();
}

/** wide is about how many pixels a name takes: a Chinese character as much as two letters. */
const wide = (name: string): number => [...name].reduce((sum, c) => sum + (c > "\u2e7f" ? 12.5 : 7.2), 0);

/** matrices writes the graph as the algorithm reads it. */
function matrices(model: Model, ids: string[], all: boolean): { nodes: Float32Array; edges: Float32Array } {
  const nodes = new Float32Array(ids.length * 10);
  const edges = new Float32Array(model.size * 3);
  const index = new Map<string, number>();
  ids.forEach((id, i) => {
    const n = model.getNodeAttributes(id);
    index.set(id, i * 10);
    nodes.set([n.x, n.y, 0, 0, 0, 0, 1, 1, n.size, !all && n.placed ? 1 : 0], i * 10);
  });
  let e = 0;
  model.forEachEdge((_, data, source, target) => {
    const [s, t] = [index.get(source) ?? 0, index.get(target) ?? 0];
    if (s !== t) {
      nodes[s + 6]! += 1; // the mass is one and the number of edges
      nodes[t + 6]! += 1;
    }
    edges.set([s, t, s === t ? 0 : 1 + Math.log2(Math.max(1, data.edge.weight))], e);
    e += 3;
  });
  return { nodes, edges };
}

function settingsFor(order: number): Record<string, number | boolean> {
  return {
    linLogMode: false,
    outboundAttractionDistribution: false,
    adjustSizes: order <= 400,
    edgeWeightInfluence: 0.4,
    scalingRatio: order <= 400 ? 30 : 10,
    strongGravityMode: false,
    gravity: order <= 400 ? 1.4 : 1,
    slowDown: 1 + Math.log(order),
    barnesHutOptimize: order > 400,
    barnesHutTheta: 0.6,
  };
}

const iterationsFor = (order: number): number => (order <= 400 ? 500 : order <= 1500 ? 300 : 180);
