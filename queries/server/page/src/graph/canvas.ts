/** The WebGL picture of the model: sigma, what is emphasised, the camera, and what the pointer does. */
import Sigma from "sigma";
import { createNodeBorderProgram } from "@sigma/node-border";
import { createEdgeCurveProgram } from "@sigma/edge-curve";
import { createEdgeArrowProgram, DEFAULT_EDGE_ARROW_HEAD_PROGRAM_OPTIONS as head, EdgeRectangleProgram, NodeCircleProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import { classColours } from "../classes";
import { font, Labels, nodeHover, readColours, type Colours, type Disc } from "./draw";
import { newModel, type EdgeData, type Model, type NodeData } from "./model";
import type { Camera } from "./scope";

export interface Picked {
  node(id: string, more: boolean): void;
  edge(id: string): void;
  grow(id: string): void;
  nothing(): void;
  /** The camera came to rest. */
  moved(): void;
}

/** Focus is what stands out: the selected, a path, what is pointed at. */
export interface Focus {
  selected: string;
  edge: string;
  path: Set<string>;
  pathEdges: Set<string>;
}

/** Beyond so many things they are drawn more plainly. */
const many = 1000;
/** And beyond so many, names may cover them. */
const crowded = 400;

const border = createNodeBorderProgram<NodeData, EdgeData>({
  borders: [
    { size: { value: 1.5, mode: "pixels" }, color: { attribute: "borderColor", defaultValue: "#fff" } },
    { size: { fill: true }, color: { attribute: "color" } },
  ],
});

export class Canvas {
  readonly sigma: Sigma<NodeData, EdgeData>;
  private colours: Colours = readColours();
  private classes: Record<string, string> = {};
  private hovered = "";
  private near = new Set<string>();
  private focus: Focus = { selected: "", edge: "", path: new Set(), pathEdges: new Set() };
  private rest: ReturnType<typeof setTimeout> | undefined;
  private quiet = true;
  private scale = 1;
  private readonly size: ResizeObserver;

  constructor(readonly model: Model, element: HTMLElement, private readonly picked: Picked, private readonly calm: boolean) {
    const colours = (): Colours => this.colours;
    const labels = new Labels(colours, () => this.discs());
    this.sigma = new Sigma<NodeData, EdgeData>(model, element, {
      allowInvalidContainer: true,
      defaultNodeType: "disc",
      nodeProgramClasses: { disc: border, plain: NodeCircleProgram },
      edgeProgramClasses: { straight: createEdgeArrowProgram<NodeData, EdgeData>(), curved: createEdgeCurveProgram<NodeData, EdgeData>({ arrowHead: head }), plain: EdgeRectangleProgram },
      defaultEdgeType: "straight",
      renderEdgeLabels: true,
      enableEdgeEvents: true,
      labelFont: font,
      labelSize: 12,
      labelWeight: "500",
      labelDensity: 3,
      labelGridCellSize: 50,
      labelRenderedSizeThreshold: 4,
      edgeLabelFont: font,
      edgeLabelSize: 10.5,
      edgeLabelColor: { attribute: "labelColor", color: "#777" },
      minEdgeThickness: 1.2,
      stagePadding: 64,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      defaultDrawNodeLabel: labels.ask,
      defaultDrawNodeHover: nodeHover(colours),
      nodeReducer: (id, data) => this.node(id, data),
      edgeReducer: (id, data) => this.edge(id, data),
    });
    this.size = new ResizeObserver(() => this.resized());
    this.size.observe(element);
    this.sigma.on("afterRender", () => labels.draw());
    this.listen();
    this.themed();
  }

  /** show puts the focus on things; the picture follows. */
  show(focus: Focus): void {
    this.focus = focus;
    this.look();
  }

  /** themed reads the colours anew. */
  themed(): void {
    this.colours = readColours();
    this.classes = classColours([...new Set(this.model.mapNodes((_, n) => n.node.class))]);
    this.sigma.refresh();
  }

  /** change lets the model change without sigma following every step. */
  change(act: () => void): void {
    this.sigma.setGraph(newModel());
    act();
    this.sigma.setGraph(this.model);
    this.refreshed();
  }

  private refreshed(): void {
    this.near.clear();
    this.hovered = "";
    const plain = this.model.order > many;
    this.sigma.setSettings({ hideEdgesOnMove: this.model.size > 4000, minEdgeThickness: plain ? 0.8 : 1.2, enableEdgeEvents: !plain });
    this.threshold();
    this.themed();
  }

  /** resized is for a panel that opened or closed, too: sigma itself looks at the window only. */
  private resized(): void {
    this.sigma.resize();
    const { width, height } = this.sigma.getDimensions();
    this.scale = Math.max(0.5, Math.min(1, Math.min(width, height) / 640));
    this.sigma.setSetting("stagePadding", Math.min(64, width / 12));
    this.threshold();
    this.sigma.refresh();
  }

  /** threshold is how large a node must be drawn to have its name; in a small picture all are smaller. */
  private threshold(): void {
    this.sigma.setSetting("labelRenderedSizeThreshold", (this.model.order > many ? 2.5 : 4) * this.scale);
  }

  private look(): void {
    this.near = new Set(this.hovered && this.model.hasNode(this.hovered) ? this.model.neighbors(this.hovered) : []);
    this.sigma.refresh({ skipIndexation: true });
  }

  private node(id: string, data: NodeData): Partial<NodeDisplayData> {
    const { colours, focus, hovered } = this;
    const shown: Partial<NodeDisplayData> & { borderColor: string } = { x: data.x, y: data.y, size: data.size * this.scale, type: this.model.order > many ? "plain" : "disc", label: data.label, color: this.classes[data.node.class] ?? colours.soft, borderColor: colours.canvas };
    const named = id === focus.selected || focus.path.has(id) || (focus.edge !== "" && this.model.hasEdge(focus.edge) && this.model.extremities(focus.edge).includes(id));
    if (named) Object.assign(shown, { forceLabel: true, zIndex: 2, highlighted: id === focus.selected });
    const out = hovered ? id !== hovered && !this.near.has(id) : focus.path.size > 0 && !focus.path.has(id);
    if (out && !named) Object.assign(shown, { color: colours.faded, label: "", zIndex: 0 });
    if (hovered && this.near.has(id) && this.near.size <= 40) shown.forceLabel = true;
    return shown;
  }

  private edge(id: string, data: EdgeData): Partial<EdgeDisplayData> {
    const { colours, focus, hovered, model } = this;
    const shown: Partial<EdgeDisplayData> & { curvature: number; labelColor: string } = { size: data.size * this.scale, type: data.type, curvature: data.curvature, color: colours.edge, label: "", labelColor: colours.soft };
    const ends = model.extremities(id);
    const on = focus.edge && !hovered ? id === focus.edge : focus.path.size > 0 && !hovered ? focus.pathEdges.has(id) : ends.includes(hovered || focus.selected);
    if (on) {
      const few = focus.edge !== "" || (model.degree(hovered || focus.selected || ends[0]) <= 40 && this.scale > 0.6);
      Object.assign(shown, { color: colours.accent, size: data.size * this.scale + 0.5, label: few ? data.label : "", forceLabel: few, zIndex: 1 });
    } else if (hovered || focus.path.size > 0) shown.color = colours.faded;
    else if (model.size <= 40 && this.scale > 0.6 && !focus.selected) shown.label = data.label;
    else if (model.order > many) shown.color = colours.thin;
    if (data.edge.status !== "stated" && !on) shown.color = colours.faded;
    return shown;
  }

  private listen(): void {
    const { sigma, picked } = this;
    sigma.on("enterNode", ({ node }) => this.hover(node));
    sigma.on("leaveNode", () => this.hover(""));
    sigma.on("enterEdge", () => this.cursor("pointer"));
    sigma.on("leaveEdge", () => this.cursor(""));
    sigma.on("clickNode", ({ node, event }) => picked.node(node, (event.original as MouseEvent).shiftKey));
    sigma.on("clickEdge", ({ edge }) => picked.edge(edge));
    sigma.on("clickStage", () => picked.nothing());
    sigma.on("doubleClickNode", (e) => {
      e.preventSigmaDefault(); // no zoom
      picked.grow(e.node);
    });
    sigma.getCamera().on("updated", () => {
      clearTimeout(this.rest);
      this.rest = setTimeout(() => this.quiet || picked.moved(), 400);
    });
    this.drag();
  }

  /** drag moves a node, which from then on stays where it is. */
  private drag(): void {
    const { sigma, model } = this;
    let held = "", far = false;
    sigma.on("downNode", ({ node }) => ([held, far] = [node, false]));
    sigma.on("moveBody", ({ event }) => {
      if (!held) return;
      if (!far && !sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox()); // else the rest would shrink
      far = true;
      const at = sigma.viewportToGraph(event);
      model.mergeNodeAttributes(held, { ...at, placed: true });
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const drop = (): void => {
      held = "";
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
  }

  private hover(node: string): void {
    this.cursor(node ? "pointer" : "");
    if (this.hovered === node) return;
    this.hovered = node;
    this.look();
  }

  private cursor(shape: string): void {
    this.sigma.getContainer().style.cursor = shape;
  }

  /** loosen lets the picture always fill the canvas, while the layout runs. */
  loosen(): void {
    this.sigma.setCustomBBox(null);
    this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  /** frame fixes what the camera's measures relate to, so that nodes that come later move nothing. */
  frame(): void {
    this.sigma.setCustomBBox(null);
    this.sigma.refresh();
    this.sigma.setCustomBBox(this.sigma.getBBox());
  }

  get camera(): Camera {
    const { width, height } = this.sigma.getDimensions();
    const middle = this.sigma.viewportToGraph({ x: width / 2, y: height / 2 });
    return { ...middle, width: this.seen() };
  }

  private seen(): number {
    const { width } = this.sigma.getDimensions();
    const [a, b] = [this.sigma.viewportToGraph({ x: 0, y: 0 }), this.sigma.viewportToGraph({ x: width, y: 0 })];
    return Math.hypot(a.x - b.x, a.y - b.y);
  }

  /** look at a place: what a link says. */
  lookAt(camera: Camera): void {
    const { x, y } = this.sigma.viewportToFramedGraph(this.sigma.graphToViewport(camera));
    const state = this.sigma.getCamera().getState();
    this.sigma.getCamera().setState({ x, y, ratio: (state.ratio * camera.width) / this.seen() });
  }

  /** fit shows everything. */
  fit(): void {
    this.frame();
    this.move({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  zoom(factor: number): void {
    this.move({ ratio: this.sigma.getCamera().getBoundedRatio(this.sigma.getCamera().ratio * factor) });
  }

  pan(right: number, down: number): void {
    const { width, height } = this.sigma.getDimensions();
    this.move(this.sigma.viewportToFramedGraph({ x: width * (0.5 + right), y: height * (0.5 + down) }));
  }

  /** centre brings a node into sight where it is not. */
  centre(id: string): void {
    const at = this.sigma.getNodeDisplayData(id);
    if (!at) return;
    const { x, y } = this.sigma.framedGraphToViewport(at);
    const { width, height } = this.sigma.getDimensions();
    if (x < 40 || y < 40 || x > width - 40 || y > height - 40) this.move({ x: at.x, y: at.y });
  }

  /** reveal brings nodes into sight together where they are not. */
  reveal(ids: string[]): void {
    this.sigma.refresh();
    const { width, height } = this.sigma.getDimensions();
    const at = ids.flatMap((id) => this.sigma.getNodeDisplayData(id) ?? []).map((n) => this.sigma.framedGraphToViewport(n));
    const [xs, ys] = [at.map((p) => p.x), at.map((p) => p.y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const edge = Math.min(90, width / 5); // names stand beside nodes
    if (at.length === 0 || (left > edge && top > edge && right < width - edge && bottom < height - edge)) return;
    const wider = Math.max(1, (right - left) / (width - 2 * edge), (bottom - top) / (height - 2 * edge));
    const camera = this.sigma.getCamera();
    this.move({ ...this.sigma.viewportToFramedGraph({ x: (left + right) / 2, y: (top + bottom) / 2 }), ratio: camera.getBoundedRatio(camera.ratio * wider) });
  }

  /** discs are where nodes are drawn, for names to keep clear of; none where they are too many to look at in every frame. */
  private discs(): Disc[] {
    if (this.model.order > crowded) return [];
    return this.model.nodes().flatMap((id) => {
      const n = this.sigma.getNodeDisplayData(id);
      return n ? [{ ...this.sigma.framedGraphToViewport(n), size: this.sigma.scaleSize(n.size) }] : [];
    });
  }

  private move(to: { x?: number; y?: number; ratio?: number; angle?: number }): void {
    void this.sigma.getCamera().animate(to, { duration: this.calm ? 0 : 250 });
  }

  /** tellMoves says whether moves of the camera are the reader's. */
  tellMoves(tell: boolean): void {
    this.quiet = !tell;
  }

  /** toward is the neighbour that lies best in a direction from a node: 0 right, then clockwise by quarters. */
  toward(id: string, quarter: number): string {
    const from = this.sigma.getNodeDisplayData(id);
    if (!from) return "";
    let [best, least] = ["", Infinity];
    for (const other of this.model.neighbors(id)) {
      const to = this.sigma.getNodeDisplayData(other);
      if (!to || other === id) continue;
      const angle = Math.atan2(-(to.y - from.y), to.x - from.x) - (quarter * Math.PI) / 2;
      const off = Math.abs(Math.atan2(Math.sin(angle), Math.cos(angle)));
      if (off <= Math.PI / 3 && off + Math.hypot(to.x - from.x, to.y - from.y) < least) [best, least] = [other, off + Math.hypot(to.x - from.x, to.y - from.y)];
    }
    return best;
  }

  end(): void {
    clearTimeout(this.rest);
    this.size.disconnect();
    this.sigma.kill();
  }
}
