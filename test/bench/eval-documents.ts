import { buildDocuments, searchDocuments } from '../../src/language/documents.ts';
import { fold } from '../../src/language/fold.ts';
import { lines } from './eval-sets.ts';

interface Article {
  readonly act: string;
  readonly article: string;
  readonly text: string;
}
interface Question {
  readonly question: string;
  readonly cites: readonly { readonly act: string; readonly article: string }[];
}

/** Search over the public legal set, accents stripped from the questions. */
export function evaluateDocuments(): { n: number; recall: number; mrr: number; buildMs: number } {
  const corpus = lines<Article>('alqac-corpus.jsonl');
  const questions = lines<Question>('alqac-questions-dev.jsonl');
  const key = (c: { act: string; article: string }) => `${c.act}|${c.article}`;
  const start = performance.now();
  const index = buildDocuments(
    corpus.map((a) => {
      const cut = a.text.indexOf('\n');
      return { id: key(a), title: a.act, heading: cut > 0 ? a.text.slice(0, cut) : '', text: a.text };
    }),
  );
  const buildMs = performance.now() - start;
  let recall = 0;
  let mrr = 0;
  for (const q of questions) {
    const right = new Set(q.cites.map(key));
    const place = searchDocuments(index, fold(q.question)).findIndex((h) => right.has(h.id));
    if (place === 0) recall++;
    if (place >= 0) mrr += 1 / (place + 1);
  }
  return { n: questions.length, recall: recall / questions.length, mrr: mrr / questions.length, buildMs };
}
