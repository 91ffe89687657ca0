import { clean } from './fold.ts';
import { type Known, tokens } from './normalise.ts';
import { type Asking, asking } from './question.ts';
import type { Token } from './types.ts';

/** A sentence of a message, and how much it says of what the writer wants, 0..1. */
export interface Piece {
  readonly tokens: readonly Token[];
  readonly asking: Asking;
  readonly weight: number;
}

/** characters read of one message: of a longer one the beginning and the end, where the point is */
const HEAD = 600;
const TAIL = 1800;
/** a message longer than this is a story with a point; a shorter one counts whole */
const STORY = 160;

/** Work per message is bounded here: what is longer loses its middle. */
export function capped(text: string): string {
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`;
}

const END = /(?<=[.!?…;])\s+|\n+/u;
const OPENS =
  /^(cho (tôi |em |mình |cháu |con )?hỏi|vậy|thế|rốt cuộc|cuối cùng|tóm lại|xin hỏi|nếu|muốn)(?=\s)/u;

/** The sentences of a text, and of each the ends that begin after a comma: "hỏng cả năm, mà thu tiền có đúng không" asks in its end. */
export function endings(text: string): string[] {
  return text.split(END).flatMap((s) => {
    const clauses = s.split(/[,;]\s*/u);
    return clauses.map((_, n) => clauses.slice(n).join(', ').trim());
  });
}

/** "A. 15 ngày B. 30 ngày": the choices of a quiz say nothing of what is asked, and there are three or more, or two that begin a line */
const OPTIONS = /[\s.:?,](?:a|A)[.)]\s.{1,300}?[\s.;,](?:b|B)[.)]\s/su;

function withoutOptions(text: string): string {
  const at = text.search(OPTIONS);
  if (at < 12) return text;
  const stem = text.slice(0, at + 1).trim();
  return stem.endsWith('?') ? stem : `${stem.replace(/[:.…\s]+$/u, '')}?`;
}

/** A question with its reason after it, "có lộ tên không, sợ lắm": one clause asks, though the sentence does not end on it. */
function askedAside(sentence: string, known?: Known): Asking {
  if (!/[,;]/.test(sentence)) return null;
  const clauses = sentence.split(/[,;]\s*/u).slice(0, -1);
  const asks = clauses.some((c) => {
    const words = tokens(c, known);
    return words.length > 3 && asking(words, false) === 'yes-no';
  });
  return asks ? 'yes-no' : null;
}

/**
 * The sentences of a message with weights. In a story the request comes last, and a sentence that asks
 * outweighs those that tell; where nothing asks, the last one is the point.
 */
export function pieces(text: string, known?: Known): Piece[] {
  const typed = withoutOptions(clean(capped(text)))
    .split(END)
    .map((s) => s.trim())
    .filter((s) => /[\p{L}\p{N}]/u.test(s));
  const read = typed.map((s) => {
    const words = tokens(s, known);
    return {
      tokens: words,
      asking: asking(words, s.endsWith('?')) ?? askedAside(s, known),
      opens: OPENS.test(s),
    };
  });
  if (read.length <= 1) return read.map((p) => ({ ...p, weight: 1 }));
  const points = read.map((p) => p.asking === 'open' || p.asking === 'yes-no' || p.opens);
  const anyAsks = points.some(Boolean);
  const story = read.length > 2 || typed.join(' ').length > STORY;
  const told = story ? 0.25 : anyAsks ? 0.6 : 1;
  return read.map((p, n) => {
    // of several questions in a story only the last ones are the point
    const point = anyAsks ? points[n] && (!story || n >= read.length - 2) : n === read.length - 1;
    return { ...p, weight: point ? 1 : told };
  });
}
