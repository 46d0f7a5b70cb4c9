/** units gives the UTF-16 position of a code point's position in text, which is how the server counts. */
export function units(text: string): (point: number) => number {
  const wide: number[] = []; // the code points that take two units
  for (let unit = 0; unit < text.length; unit++) {
    const c = text.charCodeAt(unit);
    const next = text.charCodeAt(unit + 1);
    if (c >= 0xd800 && c <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) wide.push(unit++ - wide.length);
  }
  return (point) => Math.min(point + before(wide, point), text.length);
}

/** before counts the sorted numbers that are less than n. */
function before(sorted: readonly number[], n: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < n) low = middle + 1;
    else high = middle;
  }
  return low;
}
