/** A named question as a form. */
import { api, type Entity, type Ontology, type Question, type QuestionParam } from "../api";
import { fill, h, langOf, unique } from "../dom";
import { labelIn, languages, t } from "../i18n";
import { searchBox } from "../search";
import { classLabel, predicateLabel, type State } from "../state";
import { columnWord, paramSays } from "./words";

export interface QuestionForm {
  element: HTMLFormElement;
  values(): Record<string, string>;
  /** things are the ids of those that were picked. */
  things(): string[];
  /** missing is the first field that must be filled and is not. */
  missing(): HTMLElement | undefined;
}

interface Field {
  element: HTMLElement;
  value(): string;
  focus: HTMLElement;
  /** The id of what was picked, once it is known to be one. */
  thing?(): string;
}

/** questionForm shows a question's parameters with what is given of them. */
export function questionForm(q: Question, given: URLSearchParams, state: State, ontology: Ontology | undefined, ask: () => void, buttons: HTMLElement[]): QuestionForm {
  const fields = q.params.map((p) => [p, field(p, given.get(p.name) ?? p.default ?? "", state, ontology)] as const);
  const element = h("form", { class: "question", novalidate: true, onsubmit: (e) => { e.preventDefault(); ask(); } }, fields.map(([, f]) => f.element), h("div", { class: "buttons" }, buttons));
  return {
    element,
    values: () => Object.fromEntries(fields.map(([p, f]) => [p.name, f.value()]).filter(([, v]) => v !== "")),
    things: () => fields.map(([, f]) => f.thing?.() ?? "").filter((id) => id !== ""),
    missing: () => fields.find(([p, f]) => p.required && f.value() === "")?.[1].focus,
  };
}

function field(p: QuestionParam, value: string, state: State, ontology?: Ontology): Field {
  const name = columnWord(p.name);
  switch (p.type) {
    case "entity": return thing(p, name, value, state);
    case "class": return choice(p, name, value, (ontology?.classes ?? []).map((c) => [c.id, classLabel(ontology, c.id)]));
    case "predicate": return choice(p, name, value, (ontology?.predicates ?? []).map((x) => [x.id, predicateLabel(ontology, x.id)]));
    case "lang": return choice(p, name, value, Object.entries(languages));
    case "int": return input(p, name, value, { type: "number", min: 1, max: 99, inputmode: "numeric" });
    case "date": return input(p, name, value, { type: "text", placeholder: "2024-03-18", inputmode: "numeric", autocomplete: "off" });
    default: return input(p, name, value, { type: "text", autocomplete: "off" });
  }
}

function choice(p: QuestionParam, name: string, value: string, options: [string, string][]): Field {
  const select = h("select", { required: p.required }, (!p.required || value === "") && h("option", { value: "" }, t(p.required ? "query.choose" : "query.any")),
    options.map(([id, text]) => h("option", { value: id, selected: id.toLowerCase() === value.toLowerCase() }, text)));
  return { element: labelled(p, name, select), value: () => select.value, focus: select };
}

function input(p: QuestionParam, name: string, value: string, attributes: Record<string, unknown>): Field {
  const element = h("input", { ...attributes, value, required: p.required });
  return { element: labelled(p, name, element), value: () => element.value.trim(), focus: element };
}

function labelled(p: QuestionParam, name: string, control: HTMLElement): HTMLElement {
  const hint = unique("hint");
  control.setAttribute("aria-describedby", hint);
  return h("div", { class: "field" }, h("label", null, h("span", { class: "name" }, name, p.required && h("span", { class: "required", "aria-hidden": "true" }, " *")), control), h("p", { class: "soft", id: hint }, paramSays(p.says)));
}

/** thing is a field for a thing of the graph: the search box, and what was picked. */
function thing(p: QuestionParam, name: string, value: string, state: State): Field {
  let id = value;
  let known = "";
  const picked = h("p", { class: "picked" });
  const box = searchBox(state, `${name}: ${paramSays(p.says)}`, (entity) => show(entity.id, entity));
  const show = (chosen: string, entity?: Entity, byHand = true): void => {
    id = chosen;
    known = entity?.id ?? "";
    picked.hidden = id === "";
    box.element.hidden = id !== "";
    if (id === "") return void box.input.focus();
    const text = entity ? labelIn(entity.labels, state.settings.labels, entity.names[0] ?? id) : id;
    const clear = h("button", { type: "button", class: "link", "aria-label": t("query.another", { name: text }), onclick: () => show("") }, t("query.change"));
    fill(picked, h("span", { class: "thing", "data-class": entity?.class, lang: langOf(text) }, text), " ", clear);
    if (byHand) clear.focus();
  };
  picked.hidden = true;
  if (id) {
    show(id, undefined, false);
    void api.entity(id).then((e) => id === value && show(e.id, e, false), () => undefined); // any name will do for the server
  }
  const element = h("div", { class: "field" }, h("span", { class: "name" }, name, p.required && h("span", { class: "required", "aria-hidden": "true" }, " *")), box.element, picked, h("p", { class: "soft" }, paramSays(p.says)));
  return { element, value: () => id || box.input.value.trim(), focus: box.input, thing: () => known };
}
