/** The graph view at work: the scope in the address, the model, the picture, and the panels beside it. */
import { api, isAbort, type Ontology, type Paths, type Stats } from "../api";
import { card } from "../card";
import { classColours, byClass } from "../classes";
import { announce, failure, fill, h } from "../dom";
import { language, number, t } from "../i18n";
import { parseRoute, type Route } from "../route";
import { keepSettings } from "../settings";
import { classLabel, predicateLabel, type Mounted, type State } from "../state";
import { Canvas } from "./canvas";
import { saveModel, savePicture, type Format } from "./download";
import { edgeCard } from "./edge";
import { FilterPanel } from "./filters";
import { keyOn } from "./keys";
import { Layout } from "./layout";
import { keyOf, load, type Loaded } from "./load";
import { forget, newModel, relabel, remember, sync, unseen, type Model } from "./model";
import { pathPanel } from "./paths";
import { packPlaces, unpackPlaces } from "./places";
import { formatScope, limits, overview, parseScope, type Scope } from "./scope";
import { stage, type Stage } from "./stage";
import { tables } from "./table";
import { Timeline } from "./timeline";
import { pathTools } from "./tools";

const narrow = matchMedia("(max-width: 900px)");

export class Explorer implements Mounted {
  readonly stage: Stage;
  private readonly model: Model = newModel();
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  private readonly panel: FilterPanel;
  private readonly timeline: Timeline;
  private canvas!: Canvas;
  private layout!: Layout;
  private scope: Scope;
  private shown = "";
  private loaded: Loaded | undefined;
  private ontology: Ontology | undefined;
  private stats: Stats | undefined;
  private asking = new AbortController();
  private loading: AbortSignal | undefined;
  private closeCard = (): void => undefined;
  private cardOf = "";

  constructor(private readonly state: State) {
    this.scope = parseScope(state.route);
    this.stage = stage(state.settings.labels, {
      show: (list) => this.go({ list }),
      filters: () => this.stage.root.classList.toggle(narrow.matches ? "with-filters" : "without-filters"),
      labels: (labels) => this.relabel(labels),
      relax: () => this.relax(),
      copy: () => void this.copy(),
      picture: () => void savePicture(this.canvas, this.classes().map((c) => ({ label: classLabel(this.ontology, c), colour: classColours([c])[c]! }))),
      save: (format) => saveModel(this.model, format),
      zoom: (factor) => this.canvas.zoom(factor),
      fit: () => this.canvas.fit(),
      key: (e) => keyOn(e, this),
    });
    this.panel = new FilterPanel(this.stage.filters, (filters, limit) => this.go({ filters, limit }, true));
    this.timeline = new Timeline(this.stage.timeline, (from, to) => {
      const { from: _from, to: _to, ...rest } = this.scope.filters;
      this.go({ filters: { ...rest, ...(from ? { from } : {}), ...(to ? { to } : {}) } }, true);
    });
  }

  /** start draws; the stage must be in the page. */
  start(): void {
    this.canvas = new Canvas(this.model, this.stage.canvas, {
      node: (id, more) => (more && this.scope.selected ? this.go({ path: id }) : this.select(id)),
      edge: (edge) => this.go({ edge }),
      grow: (id) => this.grow(id),
      nothing: () => undefined,
      moved: () => this.go({ camera: this.canvas.camera, places: "" }, true),
    }, this.calm);
    this.layout = new Layout((last) => this.moved(last), this.calm);
    void this.state.ontology().then((o) => {
      this.ontology = o;
      if (this.loaded) this.canvas.change(() => this.names());
    }).catch(() => undefined).finally(() => this.panels());
    void this.state.stats().then((s) => (this.stats = s)).catch(() => undefined).finally(() => this.panels());
    void this.show();
  }

  update(route: Route): void {
    this.scope = parseScope(route);
    void this.show();
  }

  themed(): void {
    this.canvas.themed();
    this.legend();
  }

  unmount(): void {
    this.asking.abort();
    this.closeCard();
    remember(this.model);
    this.layout.end();
    this.canvas.end();
  }

  /**
   * go changes the scope and the address: as a new place, or in place of the one that is there. It starts from the address,
   * which the reader may have changed a moment ago without the page having been told yet.
   */
  go(change: Partial<Scope>, instead = false): void {
    const route = parseRoute(location.hash);
    if (route.view !== "graph") return; // the reader is leaving
    this.scope = parseScope(route);
    const next = { ...this.scope, ...change };
    if (!("camera" in change) && keyOf(next) !== keyOf(this.scope)) delete next.camera;
    if (!("places" in change)) next.places = "";
    const hash = formatScope(next);
    if (instead) {
      history.replaceState(null, "", hash);
      this.update((this.state.route = parseRoute(hash)));
    } else {
      this.scope = next; // a key may follow before the page is told
      location.hash = hash;
    }
  }

  select(id: string): void {
    this.go({ selected: id, edge: "", path: "" });
  }

  /** grow adds the neighbours of a thing. */
  grow(id: string): void {
    if (!this.scope.grown.includes(id)) this.go({ selected: id, grown: [...this.scope.grown, id], path: "", edge: "" });
  }

  get selected(): string {
    return this.scope.selected;
  }

  get picture(): Canvas {
    return this.canvas;
  }

  get nodes(): Model {
    return this.model;
  }

  /** say tells a screen reader what a node is. */
  say(id: string): void {
    if (!this.model.hasNode(id)) return;
    const { label, node } = this.model.getNodeAttributes(id);
    announce(t("graph.node", { name: label, class: classLabel(this.ontology, node.class), shown: this.model.neighbors(id).length, all: node.degree }));
  }

  closeSide(): void {
    this.go({ selected: "", edge: "", path: "", grown: this.scope.grown });
    this.stage.canvas.focus();
  }

  /** show brings up what the scope says: asks the server where it must, else only moves the focus. */
  private async show(): Promise<void> {
    this.stage.pressed(this.scope.list);
    this.stage.lists.hidden = !this.scope.list;
    this.stage.root.classList.toggle("as-list", this.scope.list);
    const key = keyOf(this.scope);
    if (key === this.shown) return this.back();
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    this.loading = signal;
    this.busy();
    const slow = setTimeout(() => this.tell(t("loading"), t("stop"), () => this.stop() && this.stage.note.querySelector("button")?.focus()), 300);
    try {
      this.loaded = await load(this.scope, this.state.settings.labels, this.ontology, signal);
      clearTimeout(slow);
      this.loading = undefined;
      fill(this.stage.problem);
      this.shown = key;
      await this.take(this.loaded);
    } catch (e) {
      if (isAbort(e)) return;
      this.loading = undefined;
      this.stage.note.textContent = "";
      fill(this.stage.problem, failure(e, () => void this.show()));
    } finally {
      clearTimeout(slow);
      this.busy();
    }
  }

  /** back shows what is there already; what was asked for in the meantime is no longer wanted. */
  private back(): void {
    if (this.quit() && this.loaded) this.count(this.loaded);
    this.focus();
  }

  /** quit ends what is being asked and says whether there was something; what is shown stays. */
  private quit(): boolean {
    if (!this.loading) return false;
    this.loading = undefined;
    this.asking.abort();
    this.busy();
    return true;
  }

  /** stop is the reader's word to a server that takes too long. It says whether there was something to stop. */
  stop(): boolean {
    if (!this.quit()) return false;
    this.tell(t("stopped"), t("retry"), () => void this.show());
    return true;
  }

  /** tell says in the line over the picture what goes on, and offers what can be done about it. */
  private tell(text: string, word: string, act: () => unknown): void {
    fill(this.stage.note, text, " ", h("button", { type: "button", class: "link", onclick: act }, word));
  }

  /** busy says whether the picture is on its way: asked for or being laid out. */
  private busy(): void {
    this.stage.canvas.setAttribute("aria-busy", String(!!this.loading || this.layout.running));
  }

  /** take brings an answer into the picture. */
  private async take(l: Loaded): Promise<void> {
    const before = this.model.order;
    let fresh = 0;
    this.canvas.tellMoves(false);
    this.canvas.change(() => {
      fresh = sync(this.model, l, this.symmetric());
      this.names();
      unpackPlaces(this.scope.places, this.model.nodes()).forEach((place, id) => this.model.mergeNodeAttributes(id, { ...place, placed: true }));
    });
    const settled = this.model.everyNode((_, n) => n.placed);
    const anew = before === 0 || fresh > this.model.order * 0.8;
    this.focus();
    this.panels();
    if (anew && !settled) this.canvas.loosen();
    if (!settled) await this.layout.run(this.model, anew);
    if (anew || settled) this.canvas.frame();
    if (this.scope.camera) this.canvas.lookAt(this.scope.camera);
    else if (anew) this.canvas.fit();
    else if (l.paths) this.canvas.reveal(l.paths.paths.flat());
    remember(this.model);
    setTimeout(() => this.canvas.tellMoves(true), 700);
  }

  private moved(last: boolean): void {
    if (last) remember(this.model);
  }

  private symmetric(): Set<string> {
    return new Set(this.ontology?.predicates.filter((p) => p.symmetric).map((p) => p.id));
  }

  private names(): void {
    relabel(this.model, this.state.settings.labels, (p) => predicateLabel(this.ontology, p, this.state.settings.labels));
  }

  /** focus shows what is selected: in the picture, in the card, in the tables. */
  private focus(): void {
    const { selected, edge } = this.scope;
    const paths = this.scope.path ? this.loaded?.paths : undefined;
    this.canvas.show({ selected, edge, path: new Set(paths?.paths.flat()), pathEdges: new Set(paths?.edges.map((e) => e.id)) });
    this.side(paths);
    if (selected && !this.scope.camera) this.canvas.centre(selected);
    if (this.scope.list) this.lists();
    document.title = `${selected && this.model.hasNode(selected) ? this.model.getNodeAttribute(selected, "label") : t("nav.graph")} · trigraph`;
    for (const [f, a] of Object.entries(this.stage.exports)) a.href = api.exportURL({ ...this.scope.filters, format: f as Format, language: this.state.settings.labels });
  }

  /** side shows the card of the thing, of the edge, or the paths. */
  private side(paths: Paths | undefined): void {
    const { selected, edge, path } = this.scope;
    const of = [selected, edge, path && !!paths, this.state.settings.labels, path ? this.shown : ""].join("\n");
    if (of === this.cardOf) return;
    this.cardOf = of;
    this.closeCard();
    this.closeCard = () => undefined;
    const { card: side } = this.stage;
    side.hidden = !selected && !edge;
    this.stage.root.classList.toggle("with-card", !side.hidden);
    side.scrollTop = 0;
    if (side.hidden) return;
    const link = (id: string): string => formatScope({ ...this.without(), selected: id, edge: "", path: "" });
    const close = (): void => this.closeSide();
    if (path) {
      if (paths) pathPanel(side, this.state, this.ontology, paths, this.model, [selected, path], { link, swap: () => this.go({ selected: path, path: selected }), close: () => this.go({ path: "" }) });
      else fill(side, h("p", { class: "waiting" }, t("loading")));
    } else if (edge && this.model.hasEdge(edge)) this.closeCard = edgeCard(side, this.state, this.model, edge, { link, close: () => this.go({ edge: "" }) });
    else if (selected) {
      const tools = pathTools(this.state, { unseen: () => unseen(this.model, selected), grown: () => this.scope.grown.includes(selected), grow: () => this.grow(selected), path: (to) => this.go({ path: to, edge: "" }), hide: () => this.hide(selected) });
      this.closeCard = card(side, this.state, selected, { link, tools: () => tools, close });
    }
  }

  /** without is the scope as links to other things carry it. */
  private without(): Scope {
    const { camera: _, ...rest } = this.scope;
    return { ...rest, places: "" };
  }

  private hide(id: string): void {
    const grown = this.scope.grown.filter((g) => g !== id);
    this.go({ hidden: [...this.scope.hidden, id], grown: grown.length > 0 ? grown : [overview], selected: "", edge: "", path: "" });
  }

  private panels(): void {
    const { filters, limit } = this.scope;
    this.panel.show({ filters, limit, ontology: this.ontology, stats: this.stats, model: this.model });
    if (!this.loaded) return;
    this.timeline.show(this.loaded.times, filters);
    this.legend();
    this.count(this.loaded);
    if (this.scope.list) this.lists();
  }

  /** count says how much is shown, and what is not. */
  private count(l: Loaded): void {
    const more = this.model.order >= this.scope.limit ? limits.find((n) => n > this.scope.limit) : undefined; // else the filters leave them out
    fill(this.stage.note, t("shown", { nodes: number(this.model.order), edges: number(this.model.size) }),
      l.leftOut > 0 && [" · ", more ? h("button", { type: "button", class: "link", title: t("leftout.more"), onclick: () => this.go({ limit: more }, true) }, t("leftout", { n: l.leftOut })) : t("leftout", { n: l.leftOut })],
      this.scope.hidden.length > 0 && [" · ", h("button", { type: "button", class: "link", onclick: () => this.go({ hidden: [] }, true) }, t("hidden", { n: this.scope.hidden.length }))]);
    if (this.model.order === 0) fill(this.stage.problem, h("p", { class: "empty" }, t("graph.empty")));
  }

  private classes(): string[] {
    return [...new Set(this.model.mapNodes((_, n) => n.node.class))].sort(byClass);
  }

  private legend(): void {
    fill(this.stage.legend, this.classes().map((c) => h("li", { "data-class": c }, h("span", { class: "dot" }), classLabel(this.ontology, c, language()))));
  }

  private lists(): void {
    tables(this.stage.lists, this.model, this.ontology, this.scope.selected, { link: (id) => formatScope({ ...this.without(), selected: id, edge: "", path: "" }), grow: (id) => this.grow(id), grown: (id) => this.scope.grown.includes(id) });
  }

  private relabel(labels: State["settings"]["labels"]): void {
    this.state.settings.labels = labels;
    keepSettings(this.state.settings);
    this.canvas.change(() => this.names());
    this.focus();
  }

  /** relax lays everything out anew. */
  private relax(): void {
    forget();
    this.canvas.loosen();
    void this.layout.run(this.model, true).then(() => (this.canvas.fit(), this.busy()));
    this.busy();
  }

  /** copy gives a link that brings back the picture as it is, places included. */
  private async copy(): Promise<void> {
    const places = packPlaces(new Map(this.model.mapNodes((id, n) => [id, { x: n.x, y: n.y }])));
    const hash = formatScope({ ...this.scope, camera: this.canvas.camera, places });
    history.replaceState(null, "", hash);
    this.scope = parseScope((this.state.route = parseRoute(hash)));
    try {
      await navigator.clipboard.writeText(location.href);
      announce(t("copied"));
      this.flash(t("copied"));
    } catch {
      this.flash(t("copied.address"));
    }
  }

  private flash(text: string): void {
    fill(this.stage.problem, h("p", { class: "flash" }, text));
    setTimeout(() => this.stage.problem.querySelector(".flash")?.remove(), 2500);
  }
}
