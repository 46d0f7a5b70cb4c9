import { fill } from "../dom";
import { Explorer } from "../graph/explorer";
import type { Mounted, State } from "../state";

/** The graph: what stands in the middle of the page. */
export function mount(element: HTMLElement, state: State): Mounted {
  const explorer = new Explorer(state);
  fill(element, explorer.stage.root);
  explorer.start();
  return explorer;
}
