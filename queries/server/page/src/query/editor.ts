/** The Gizmo editor: CodeMirror, in a shadow root, where its styles are constructed sheets that no content security policy minds. */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript, localCompletionSource } from "@codemirror/lang-javascript";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Language, Ontology } from "../api";
import { t } from "../i18n";
import { gizmoCompletion } from "./complete";

export interface Editor {
  element: HTMLElement;
  text(): string;
  replace(text: string): void;
  /** fault marks a place by line and column, both from 1, and puts the cursor there; none takes the mark away. */
  fault(place?: { line: number; column: number; message: string }): void;
  focus(): void;
  unmount(): void;
}

export interface EditorOptions {
  text: string;
  run(): void;
  changed(text: string): void;
  ontology(): Promise<Ontology>;
  labels(): Language;
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--code-method)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--panel)", fontSize: "14px", height: "100%" },
  "&.cm-focused": { outline: "none" }, // the host element shows it
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--text)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--soft)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in oklab, var(--accent) 7%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "color-mix(in oklab, var(--accent) 28%, transparent)" },
  ".cm-matchingBracket": { backgroundColor: "color-mix(in oklab, var(--accent) 22%, transparent) !important" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "6px", boxShadow: "var(--shadow)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font)", maxHeight: "18em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "2px 8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent) !important", color: "var(--accent-text) !important" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.85", marginLeft: "1em" },
  ".cm-completionInfo": { padding: "6px 10px", maxWidth: "20em" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)", textUnderlineOffset: "3px" }, // the usual picture is a data: URL
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
});

/** Where Chromium types over selected text it keeps its look by an inline style, which the page's policy refuses and reports: so the editor types itself. */
const overSelection = EditorView.domEventHandlers({
  beforeinput(e, view) {
    const { from, to, empty } = view.state.selection.main;
    const text = e.data ?? "";
    if (e.inputType !== "insertText" || empty || text === "" || view.state.readOnly) return false;
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    e.preventDefault();
    return true;
  },
});

/** newEditor makes the editor. Ctrl-Enter (or Cmd-Enter) runs; Escape and then Tab leaves it by keyboard. */
export function newEditor(o: EditorOptions): Editor {
  const element = document.createElement("div");
  element.className = "editor";
  const root = element.attachShadow({ mode: "open" });
  const run = (): boolean => (o.run(), true);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: o.text,
      extensions: [
        lineNumbers(), highlightActiveLineGutter(), highlightActiveLine(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        javascript(), autocompletion({ override: [gizmoCompletion(o.ontology, o.labels), localCompletionSource], icons: false }),
        syntaxHighlighting(colours), theme,
        keymap.of([{ key: "Mod-Enter", run }, ...completionKeymap, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        overSelection, EditorView.contentAttributes.of({ tabindex: "0", "aria-label": t("query.editor"), "aria-describedby": "editor-help" }),
        EditorView.updateListener.of((u) => u.docChanged && o.changed(u.state.doc.toString())),
      ],
    }),
  });
  return {
    element,
    text: () => view.state.doc.toString(),
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } }),
    fault: (place) => fault(view, place),
    focus: () => view.focus(),
    unmount: () => view.destroy(),
  };
}

function fault(view: EditorView, place?: { line: number; column: number; message: string }): void {
  if (!place) return view.dispatch(setDiagnostics(view.state, []));
  const line = view.state.doc.line(Math.max(1, Math.min(place.line, view.state.doc.lines)));
  const at = Math.min(line.from + Math.max(0, place.column - 1), line.to);
  const { from, to } = view.state.wordAt(at) ?? { from: Math.max(line.from, Math.min(at, line.to - 1)), to: Math.min(at + 1, line.to) };
  view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message: place.message }]));
  view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
}
