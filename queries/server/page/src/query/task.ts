/** A question on its way: what is shown while the server works, and how it is stopped. */
import { ApiError, isAbort } from "../api";
import { announce, fill, h } from "../dom";
import { t } from "../i18n";

/** After how many milliseconds the reader is told that it takes time. */
const patience = 300;

export class Task {
  private asking: AbortController | undefined;

  /** running is told when something begins and ends. */
  constructor(private readonly element: HTMLElement, private readonly running: (on: boolean) => void) {}

  get busy(): boolean {
    return this.asking !== undefined;
  }

  /** run asks and shows; what was asked before is stopped. failed may show an error in its own way and says whether it did. */
  async run<T>(ask: (signal: AbortSignal) => Promise<T>, show: (answer: T) => void, failed: (e: ApiError) => boolean = () => false): Promise<void> {
    this.stop();
    const asking = (this.asking = new AbortController());
    this.running(true);
    this.element.setAttribute("aria-busy", "true");
    const began = performance.now();
    const clock = setInterval(() => this.waiting(performance.now() - began), patience);
    try {
      const answer = await ask(asking.signal);
      if (this.asking === asking) show(answer);
    } catch (e) {
      if (this.asking !== asking && this.asking !== undefined) return; // another one is on its way
      if (isAbort(e)) this.tell(t("stopped"));
      else if (!(e instanceof ApiError && failed(e))) this.fault(e);
    } finally {
      clearInterval(clock);
      if (this.asking === asking || this.asking === undefined) this.end();
    }
  }

  /** stop ends what is on its way; the server stops working on it too. */
  stop(): void {
    this.asking?.abort();
    this.asking = undefined;
  }

  private end(): void {
    this.asking = undefined;
    this.running(false);
    this.element.removeAttribute("aria-busy");
  }

  private waiting(ms: number): void {
    const seconds = Math.floor(ms / 1000);
    const line = this.element.querySelector(".asking span");
    if (line) line.textContent = t("query.running", { n: seconds });
    else {
      fill(this.element, h("p", { class: "asking" }, h("progress", { "aria-label": t("loading") }), " ", h("span", null, t("query.running", { n: seconds }))));
      announce(t("loading"));
    }
  }

  private tell(text: string): void {
    fill(this.element, h("p", { class: "soft nothing" }, text));
    announce(text);
  }

  private fault(e: unknown): void {
    const text = e instanceof ApiError && e.status === 0 ? t("error.offline") : e instanceof Error ? e.message : String(e);
    fill(this.element, h("div", { class: "failure", role: "alert" }, h("p", null, text)));
  }
}
