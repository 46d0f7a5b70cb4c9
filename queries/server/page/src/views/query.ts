import { api, ask, type ApiError, type Ontology, type Question } from "../api";
import { announce, failure, fill, h } from "../dom";
import { language, t } from "../i18n";
import { formatRoute, type Route } from "../route";
import type { Mounted, State } from "../state";
import { ofQuestion, ofScript, scriptOf, type Answer, type GizmoRows } from "../query/answer";
import { newEditor, type Editor } from "../query/editor";
import { questionForm } from "../query/form";
import { picture } from "../query/picture";
import { results, summary } from "../query/results";
import { Task } from "../query/task";
import { questionWords } from "../query/words";

/** What the editor holds when nothing else was written. */
const first = (words: string): string => `// ${words}
g.V("<tg:Company>").in("<rdf:type>")
  .save("<tg:foundedBy>", "founder")
  .limit(100).all()
`;

const limits = [100, 1000, 10000];
const draft = "trigraph.gizmo";

/** mount shows the editor, or the named question that the route names as a form. */
export function mount(element: HTMLElement, state: State): Mounted {
  const view = new QueryView(element, state);
  void view.load();
  return { update: (route) => view.go(route), unmount: () => view.unmount() };
}

class QueryView {
  private questions: Question[] = [];
  private ontology: Ontology | undefined;
  private editor: Editor | undefined;
  private readonly gone = new AbortController();
  private readonly side = h("nav", { class: "questions", "aria-label": t("query.questions") });
  private readonly desk = h("div", { class: "desk" });
  private readonly out = h("div", { class: "out" });
  private readonly stop = h("button", { type: "button", hidden: true, onclick: () => this.task.stop() }, t("stop"));
  private readonly task = new Task(this.out, (on) => (this.stop.hidden = !on));
  private leave = (): void => undefined;

  constructor(private readonly element: HTMLElement, private readonly state: State) {}

  async load(): Promise<void> {
    fill(this.element, h("p", { class: "waiting" }, t("loading")));
    try {
      [this.questions, this.ontology] = await Promise.all([api.questions(this.gone.signal), this.state.ontology().catch(() => undefined)]);
    } catch (e) {
      if (!this.gone.signal.aborted) fill(this.element, failure(e, () => void this.load()));
      return;
    }
    if (this.gone.signal.aborted) return;
    fill(this.element, h("div", { class: "asks" }, this.side, h("div", { class: "work" }, this.desk, this.out)));
    this.go(this.state.route);
  }

  /** go shows what a route of this view asks for. */
  go(route: Route): void {
    if (this.questions.length === 0) return;
    this.task.stop();
    this.clear();
    const q = this.questions.find((x) => x.name === route.id);
    fill(this.side, this.list(q?.name ?? ""));
    if (q) this.form(q, route.params);
    else this.script(route.params.get("gizmo") ?? undefined);
  }

  unmount(): void {
    this.gone.abort();
    this.task.stop();
    this.clear();
  }

  private clear(): void {
    this.leave();
    this.leave = () => undefined;
    this.editor?.unmount();
    this.editor = undefined;
    fill(this.out);
  }

  private list(chosen: string): HTMLElement[] {
    const link = (name: string, text: string): HTMLElement => h("li", null, h("a", { href: formatRoute("query", name), "aria-current": name === chosen ? "true" : undefined }, text));
    return [
      h("ul", null, link("", t("query.own"))),
      h("h2", null, t("query.questions")),
      h("ul", null, this.questions.map((q) => link(q.name, questionWords(q)))),
    ];
  }

  private form(q: Question, params: URLSearchParams): void {
    const askIt = h("button", { class: "primary" }, t("query.ask"));
    const asGizmo = h("button", { type: "button", onclick: () => this.edit(q, form.values()) }, t("query.asGizmo"));
    const submit = (): void => {
      const missing = form.missing();
      if (missing) return missing.focus();
      const next = formatRoute("query", q.name, new URLSearchParams(form.values()));
      history.replaceState(null, "", next);
      this.ask(q, form.values(), form.things);
    };
    const form = questionForm(q, params, this.state, this.ontology, submit, [askIt, this.stop, asGizmo]);
    fill(this.desk, h("h1", null, questionWords(q)), form.element);
    document.title = `${questionWords(q)} · trigraph`;
    if ([...params.keys()].length > 0 && !form.missing()) this.ask(q, form.values(), form.things);
  }

  private ask(q: Question, values: Record<string, string>, things: () => string[]): void {
    void this.task.run((signal) => api.askQuestion(q.name, { ...values, language: this.state.settings.labels }, signal), (rows) => this.show(ofQuestion(q, rows), things));
  }

  /** edit takes a question's script into the editor. */
  private edit(q: Question, values: Record<string, string>): void {
    sessionStorage.setItem(draft, scriptOf(q, values, this.ontology));
    location.hash = formatRoute("query");
  }

  private script(given?: string): void {
    const text = given ?? sessionStorage.getItem(draft) ?? first(t("query.firstScript"));
    const limit = h("select", null, limits.map((n) => h("option", { value: n, selected: n === 1000 }, t("query.atMost", { n }))));
    const run = (): void => this.run(Number(limit.value));
    this.editor = newEditor({
      text, run, ontology: () => this.state.ontology(), labels: () => this.state.settings.labels,
      changed: (now) => sessionStorage.setItem(draft, now),
    });
    fill(this.desk, h("h1", null, t("query.own")), this.editor.element,
      h("div", { class: "buttons" }, h("button", { type: "button", class: "primary", onclick: run }, t("query.run")), this.stop,
        h("label", null, h("span", { class: "unseen" }, t("query.limit")), limit),
        h("p", { class: "soft", id: "editor-help" }, t("query.help"))));
  }

  private run(limit: number): void {
    const editor = this.editor as Editor;
    const script = editor.text();
    editor.fault();
    if (script.length < 2000) history.replaceState(null, "", formatRoute("query", "", new URLSearchParams({ gizmo: script })));
    const url = `/api/v2/query?lang=gizmo&limit=${limit}`;
    void this.task.run(
      (signal) => ask<GizmoRows>(url, signal, { method: "POST", body: script, headers: { "Content-Type": "text/plain", "Accept-Language": language() } }),
      (rows) => this.show(ofScript(rows)),
      (e) => this.fault(e),
    );
  }

  /** fault shows where a script is wrong. */
  private fault(e: ApiError): boolean {
    if (!e.line || !this.editor) return false;
    const message = e.message.replace(/^line \d+, column \d+: /, "");
    const place = { line: e.line, column: e.column ?? 1, message };
    this.editor.fault(place);
    fill(this.out, h("div", { class: "failure", role: "alert" },
      h("p", null, h("strong", null, t("query.at", { line: String(place.line), column: String(place.column) })), " ", h("code", null, message)),
      h("button", { type: "button", onclick: () => (this.editor?.fault(place), this.editor?.focus()) }, t("query.goThere"))));
    return true;
  }

  /** show shows an answer; a picture of it holds the things that were asked about, too. */
  private show(answer: Answer, things: () => string[] = () => []): void {
    this.leave();
    const shown = results(answer, this.state, this.ontology, (element, ids) => picture(element, [...new Set([...things(), ...ids])].slice(0, 100), this.state));
    this.leave = () => shown.unmount();
    fill(this.out, shown.element);
    announce(summary(answer));
  }
}
