/** `npm run knowledge -- …`: the knowledge base from the command line. Without arguments it says what it can do. */
import { readEntryFiles } from '../knowledge.ts';
import { vietnamDay } from '../law/index.ts';
import { documents } from './knowledge/documents.ts';
import { exportEntries, review, sayFaults, sign, versions } from './knowledge/entries.ts';
import { keepFiles, readFiles } from './knowledge/import.ts';
import { sayUnanswered, stats } from './knowledge/questions.ts';
import type { Args, Out } from './knowledge/says.ts';
import { command, readArgs } from './start.ts';

const HELP = `Kho kiến thức của phường. Cách dùng: npm run knowledge -- LỆNH

  check                    kiểm tra các tệp mục hỏi đáp, và các mục cần rà soát
  review                   các mục cần rà soát vì quy định đã thay đổi
  sign MÃ --by "Họ tên"    ký duyệt một hay nhiều mục (--date 22/11/2026)
  versions MÃ              các bản của một mục: ai sửa gì, ai ký
  export [THƯ MỤC]         ghi mọi mục ra tệp .md (không có thư mục: in ra màn hình)
  unanswered               câu hỏi chưa được trả lời tốt, gom theo nhóm (--limit 30)
  stats                    số liệu câu hỏi và đánh giá (--days 30)
  import TỆP               nhập văn bản txt, md, docx, pdf có chữ, hoặc luật dạng json
                           (--number "124/KH-UBND" --date 23/10/2024 --issuer "…" --title "…")
  documents list           các văn bản đã nhập (--all: cả bản không dùng nữa)
  documents remove SỐ      không trích văn bản ấy nữa`;

const out: Out = {
  say: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
};
const BY = 'npm run knowledge';

async function main(argv: readonly string[]): Promise<void> {
  const [name = 'help', ...more] = argv;
  const { options, rest } = readArgs(more.map((a) => (a === '--all' ? '--all=1' : a)));
  const args: Args = { options, rest };
  const by = options.get('by') ?? BY;
  const now = new Date();
  const today = vietnamDay(now);
  switch (name) {
    case 'help':
    case '--help':
      return out.say(HELP);
    case 'check': {
      const { entries, faults } = await readEntryFiles();
      const code = sayFaults(entries.length, faults, out);
      await command(async ({ store, wardId }) => (await review(store, wardId, today, out)) || code);
      return;
    }
    case 'import': {
      const { read, whole } = await readFiles(args, out);
      if (read.length > 0) await command(({ store, wardId }) => keepFiles(store, wardId, read, by, out));
      if (!whole) process.exitCode = 1;
      return;
    }
    case 'review':
      return await command(({ store, wardId }) => review(store, wardId, today, out));
    case 'sign':
      return await command(({ store, wardId }) => sign(store, wardId, args, today, out));
    case 'versions':
      return await command(({ store, wardId }) => versions(store, wardId, args, out));
    case 'export':
      return await command(({ store, wardId }) => exportEntries(store, wardId, args, out));
    case 'unanswered':
      return await command(({ store, wardId }) => sayUnanswered(store, wardId, args, out));
    case 'stats':
      return await command(({ store, wardId }) => stats(store, wardId, args, now, out));
    case 'documents':
      return await command(({ store, wardId }) => documents(store, wardId, args, by, out));
    default:
      out.note(`Không có lệnh "${name}".\n\n${HELP}`);
      process.exitCode = 1;
  }
}

await main(process.argv.slice(2));
