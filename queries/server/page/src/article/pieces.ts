/** A text cut where marks begin and end. Positions are UTF-16 units. */
export interface Range {
  start: number;
  end: number;
}

/** A stretch of text inside one mark at most, and inside the same claims. */
export interface Piece extends Range {
  mention?: number;
  claims: number[];
}

export interface Paragraph extends Range {
  pieces: Piece[];
}

/** paragraphs cuts a text at its line breaks. Mentions are sorted and do not overlap; a claim's end inside one is moved out of it. */
export function paragraphs(text: string, mentions: readonly Range[], claims: readonly Range[]): Paragraph[] {
  const spans = claims.map((c) => widen(c, mentions));
  const cuts = [...new Set([...mentions, ...spans].flatMap((r) => [r.start, r.end]))].sort((a, b) => a - b);
  const opening = spans.map((_, i) => i).sort((a, b) => (spans[a] as Range).start - (spans[b] as Range).start);
  const at = { cut: 0, mention: 0, claim: 0, open: [] as number[] };
  const piece = (start: number, end: number): Piece => {
    while (at.claim < opening.length && (spans[opening[at.claim] as number] as Range).start <= start) at.open.push(opening[at.claim++] as number);
    at.open = at.open.filter((i) => (spans[i] as Range).end > start);
    while (at.mention < mentions.length && (mentions[at.mention] as Range).end <= start) at.mention++;
    const m = mentions[at.mention];
    return { start, end, claims: [...at.open].sort((a, b) => a - b), ...(m && m.start <= start ? { mention: at.mention } : {}) };
  };
  return lines(text).map(({ start, end }) => {
    const pieces: Piece[] = [];
    for (let from = start; from < end; ) {
      while (at.cut < cuts.length && (cuts[at.cut] as number) <= from) at.cut++;
      const to = Math.min(cuts[at.cut] ?? end, end);
      pieces.push(piece(from, to));
      from = to;
    }
    return { start, end, pieces };
  });
}

/** lines are the stretches between line breaks that hold more than spaces. */
function lines(text: string): Range[] {
  return [...text.matchAll(/[^\n]+/g)].filter((m) => m[0].trim() !== "").map((m) => ({ start: m.index, end: m.index + m[0].length }));
}

function widen(claim: Range, mentions: readonly Range[]): Range {
  let { start, end } = claim;
  for (const m of mentions) {
    if (m.start < start && start < m.end) start = m.start;
    if (m.start < end && end < m.end) end = m.end;
  }
  return { start, end };
}
