/**
 * `npm run eval [-- --show]`: measures understanding on the development sets beside the repository and writes
 * `test/bench/understanding.md`. Rows are named by id only; `--show` prints the sentences to the terminal, never to the file.
 */
import { writeFileSync } from 'node:fs';
import { evaluateDocuments } from './eval-documents.ts';
import { report } from './eval-report.ts';
import { evaluate } from './eval-run.ts';
import { entries, haveSets, rows } from './eval-sets.ts';
import { evaluateSpeed } from './eval-speed.ts';

if (!haveSets) {
  console.log('Không có ../shared/data: không đo được.');
  process.exit(0);
}
const knowledge = entries();
const messages = rows('messages-dev.jsonl');
const questions = rows('questions-real-dev.jsonl');
const results = {
  entries: knowledge,
  messages: evaluate(knowledge, messages, 'as typed'),
  messagesBare: evaluate(knowledge, messages, 'accents stripped'),
  questions: evaluate(knowledge, questions, 'as typed'),
  questionsBare: evaluate(knowledge, questions, 'accents stripped'),
  documents: evaluateDocuments(),
  speed: evaluateSpeed(
    knowledge,
    [...messages, ...questions].map((r) => r.text),
  ),
};
const text = report(results);
writeFileSync(new URL('understanding.md', import.meta.url), text);
console.log(text.slice(0, text.indexOf('\n## ')));
if (process.argv.includes('--show'))
  for (const o of [...results.messages, ...results.questions])
    if (!o.routeRight || (o.row.route === 'faq' && o.rank !== 0))
      console.log(
        `${o.row.id} ${o.row.kind} ${o.row.route}->${o.intent.route} rank ${o.rank} covered ${o.covered}\n   ${o.row.text}\n   ${o.intent.reasons.join('; ')} | ${o.intent.hits.map((h) => `${h.id} ${h.score.toFixed(2)}`).join(', ')}`,
      );
