/** classColours reads the colours of styles/classes.css as they are now, light or dark, for what draws outside CSS. */
export function classColours(classes: readonly string[]): Record<string, string> {
  const probe = document.createElement("span");
  probe.className = "probe";
  document.body.append(probe);
  const colours: Record<string, string> = {};
  for (const c of classes) {
    probe.dataset.class = c;
    colours[c] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}
