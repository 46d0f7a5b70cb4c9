import { fill, h } from "../dom";
import type { Mounted, State } from "../state";

export function mount(element: HTMLElement, state: State): Mounted {
  fill(element, h("h1", null, state.route.view));
  return {};
}
