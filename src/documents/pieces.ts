import type { PassageDraft } from './types.ts';

/** a passage is quoted whole in a chat: about one screen of a phone */
export const MOST = 900;
/** shorter pieces that stand side by side are quoted together */
const FEW = 220;

/** Paragraphs to passages that can be quoted whole: neighbours that are short go together, long ones are cut at sentences. */
export function pieces(
  path: string,
  heading: string | undefined,
  texts: readonly string[],
  least = FEW,
): PassageDraft[] {
  const groups: string[] = [];
  for (const text of texts.flatMap((t) => cut(t))) {
    const last = groups.at(-1);
    const together = last !== undefined && last.length + text.length < MOST;
    if (together && (last.length < least || text.length < 60)) groups[groups.length - 1] = `${last}\n${text}`;
    else groups.push(text);
  }
  return groups.map((text, n) =>
    passage(groups.length > 1 ? `${path} (đoạn ${n + 1})` : path, heading, text),
  );
}

export function passage(path: string, heading: string | undefined, text: string): PassageDraft {
  return heading === undefined || heading === '' ? { path, text } : { path, heading, text };
}

const SENTENCE_END = /(?<=[.;!?][”"]?)\s+(?=[\p{Lu}\d“"–-])/u;

/** A paragraph that is too long, at the ends of its sentences; words without any end are cut at a space. */
function cut(text: string): string[] {
  if (text.length <= MOST) return [text];
  const out: string[] = [];
  for (const sentence of text.split(SENTENCE_END).flatMap(atSpaces)) {
    const last = out.at(-1);
    if (last !== undefined && last.length + 1 + sentence.length <= MOST)
      out[out.length - 1] = `${last} ${sentence}`;
    else out.push(sentence);
  }
  return out;
}

function atSpaces(text: string): string[] {
  const out: string[] = [];
  let rest = text;
  while (rest.length > MOST) {
    const space = rest.lastIndexOf(' ', MOST);
    const end = space > MOST / 2 ? space : MOST;
    out.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? out : [...out, rest];
}
