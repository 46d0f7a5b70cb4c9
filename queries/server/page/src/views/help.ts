import { fill, h } from "../dom";
import { t, type Key } from "../i18n";
import type { Mounted } from "../state";

/** Keys by where they work: the key, then the key of the words for it. "/" parts several. */
const shortcuts: [Key, [keys: string, says: Key][]][] = [
  ["help.search", [["↓ ↑", "help.choose"], ["Enter", "help.open"], ["Esc", "help.close"]]],
  ["nav.graph", [["← ↑ → ↓", "help.neighbour"], ["Shift + ← ↑ → ↓", "help.pan"], ["+ −", "help.zoom"], ["0", "zoom.fit"], ["G", "grow"], ["Enter", "help.card"], ["Esc", "help.closeCard"]]],
  ["nav.query", [["Ctrl + Enter", "query.run"], ["Ctrl + Space", "help.complete"], ["Esc, Tab", "help.leave"]]],
  ["nav.review", [["S", "review.same"], ["D", "review.different"], ["U", "review.unsure"], ["R", "review.rename"], ["C", "review.class"], ["→ ←", "help.step"], ["Z", "review.undo"]]],
];

const statuses = ["stated", "planned", "reported", "questioned", "denied"] as const;

/** mount shows what the page can do, its keys, and what its words mean. */
export function mount(element: HTMLElement): Mounted {
  const paragraphs: Key[] = ["help.graph", "help.names", "help.articles", "help.query", "help.links"];
  fill(element, h("div", { class: "page helping" },
    h("h1", null, t("nav.help")),
    h("section", null, paragraphs.map((p) => h("p", null, t(p)))),
    h("h2", { id: "keys" }, t("help.keys")),
    h("div", { class: "keys" }, shortcuts.map(([where, keys]) => h("section", null, h("h3", null, t(where)),
      h("table", { "aria-label": `${t("help.keys")}: ${t(where)}` }, h("tbody", null, keys.map(([key, says]) => h("tr", null, h("th", { scope: "row" }, key.split(" ").map((k) => (/^[+,]$/.test(k) && key !== "+ −" ? ` ${k} ` : [h("kbd", null, k.replace(/,$/, "")), " "]))), h("td", null, t(says))))))))),
    h("h2", null, t("help.statuses")),
    h("dl", null, statuses.map((s) => [h("dt", null, t(`status.${s}`)), h("dd", null, t(`help.${s}`))])),
    h("p", null, h("a", { href: "/api/docs" }, t("help.programs")))));
  return {};
}
