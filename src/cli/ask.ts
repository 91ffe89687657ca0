/** `npm run --silent ask -- "câu hỏi"` or `--file q.jsonl`: one JSON line per question (contract §4), by the code that residents meet. */

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { clean } from '../core/text.ts';
import type { WardInfo } from '../core/types.ts';
import { type KnowledgeBase, openKnowledge } from '../knowledge.ts';
import { wardInfo } from '../store/settings.ts';
import { command, readArgs } from './start.ts';

const row = z.object({ id: z.union([z.string(), z.number()]), question: z.string() });

function ask(knowledge: KnowledgeBase, ward: WardInfo, question: string) {
  const intent = knowledge.understand(clean(question), undefined);
  const answers = intent.route === 'faq' ? knowledge.answers(intent, ward) : [];
  return {
    route: intent.route,
    confident: intent.confident,
    answers: answers.map((a) => ({
      id: a.id,
      title: a.title,
      score: Math.round(a.score * 1000) / 1000,
      text: a.underReview
        ? `Câu trả lời này đang được rà soát vì quy định đã thay đổi.\n\n${a.text}`
        : a.text,
      citations: a.citations,
    })),
  };
}

async function print(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain');
}

await command(async (opened) => {
  const { options, rest } = readArgs(process.argv.slice(2));
  const knowledge = await openKnowledge(opened.store, opened.wardId, () => new Date());
  const ward = await wardInfo(opened.store.pool, opened.wardId);
  const file = options.get('file');
  if (file === undefined) {
    const question = rest.join(' ').trim();
    if (question === '') {
      process.stderr.write('Cách dùng: npm run --silent ask -- "câu hỏi", hoặc -- --file q.jsonl\n');
      return 1;
    }
    await print(ask(knowledge, ward, question));
    return 0;
  }
  let code = 0;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line.trim() === '') continue;
    const parsed = row.safeParse(tryJson(line));
    if (parsed.success) await print({ id: parsed.data.id, ...ask(knowledge, ward, parsed.data.question) });
    else {
      code = 1;
      await print({ error: 'dòng phải có dạng {"id": "...", "question": "..."}' });
    }
  }
  return code;
});

function tryJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
