import { fill, h } from "./dom";
import { t } from "./i18n";
import { header } from "./header";
import { parseRoute, type ViewName } from "./route";
import { applySettings, loadSettings, onDarkness } from "./settings";
import { newState, type Mounted, type State, type View } from "./state";
import * as graph from "./views/graph";

const views: Record<ViewName, () => View | Promise<View>> = {
  graph: () => graph, // the first view comes with the page
  article: () => import("./views/article"),
  query: () => import("./views/query"),
  review: () => import("./views/review"),
  help: () => import("./views/help"),
};

let state: State;
let mounted: Mounted | undefined;
let shown: ViewName | undefined;
let been = false; // a view was shown before

const main = document.getElementById("main") as HTMLElement;
const head = document.getElementById("header") as HTMLElement;

/** start shows the page from nothing: at first, and when the settings change. */
function start(): void {
  applySettings(state.settings);
  (document.getElementById("skip") as HTMLElement).textContent = t("skip");
  leave();
  fill(head, header(state));
  void show();
}

function leave(): void {
  mounted?.unmount?.();
  mounted = shown = undefined;
}

/** show brings the view of the route; a view that is there already is told only. */
async function show(): Promise<void> {
  const { view } = state.route;
  mark(view);
  if (view === shown && mounted?.update && mounted.update(state.route) !== false) return;
  leave();
  fill(main, h("p", { class: "waiting" }, t("loading")));
  try {
    const module = await views[view]();
    if (state.route.view !== view) return; // the reader has gone on
    main.className = `view-${view}`;
    fill(main);
    mounted = module.mount(main, state);
    shown = view;
    if (document.activeElement === document.body && been) main.focus(); // the link that led here is gone
    been = true;
  } catch (e) {
    console.error(e);
    fill(main, h("div", { class: "failure", role: "alert" }, h("p", null, t("error.view")), h("button", { type: "button", onclick: () => void show() }, t("retry"))));
  }
}

/** mark shows in the header which view this is. */
function mark(view: ViewName): void {
  document.title = `${t(view === "article" ? "nav.articles" : `nav.${view}`)} · trigraph`;
  for (const a of head.querySelectorAll("[data-view]")) {
    if (a.getAttribute("data-view") === view) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
}

state = newState(loadSettings(), parseRoute(location.hash), (change) => {
  Object.assign(state.settings, change);
  if (change.language || change.labels || !mounted?.themed) return start();
  applySettings(state.settings); // only the light: the view stays
  fill(head, header(state));
  mark(state.route.view);
  document.getElementById("theme")?.focus();
  mounted.themed();
});
addEventListener("hashchange", () => {
  if (location.hash !== "" && !location.hash.startsWith("#/")) return; // a place in the page
  state.route = parseRoute(location.hash);
  void show();
});
onDarkness(() => mounted?.themed?.());
document.getElementById("skip")?.addEventListener("click", (e) => {
  e.preventDefault(); // the fragment is the route
  main.focus();
});
start();
