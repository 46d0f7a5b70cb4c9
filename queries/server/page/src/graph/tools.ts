/** The buttons of a card: grow, find a path, hide. */
import { h, type Child } from "../dom";
import { t } from "../i18n";
import { icon } from "../icons";
import { searchBox } from "../search";
import type { State } from "../state";

export interface ToolActions {
  unseen(): number;
  grown(): boolean;
  grow(): void;
  path(to: string): void;
  hide(): void;
}

export function pathTools(state: State, act: ToolActions): Child {
  const box = searchBox(state, t("path.to"), (e) => act.path(e.id));
  const asked = h("div", { class: "asked", hidden: true }, box.element, h("p", { class: "soft" }, t("path.how")));
  const path = h("button", { type: "button", "aria-expanded": "false", onclick: () => {
    asked.hidden = !asked.hidden;
    path.setAttribute("aria-expanded", String(!asked.hidden));
    if (!asked.hidden) box.input.focus();
  } }, icon("path"), t("path"));
  const more = act.unseen();
  return [
    h("button", { type: "button", class: "grow", disabled: act.grown() || more === 0, onclick: () => act.grow() }, icon("grow"), act.grown() || more === 0 ? t("grown") : t("grow.more", { n: more })),
    path,
    h("button", { type: "button", onclick: () => act.hide() }, icon("hide"), t("hide")),
    asked,
  ];
}
