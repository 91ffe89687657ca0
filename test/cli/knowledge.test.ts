import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents } from '../../src/cli/knowledge/documents.ts';
import { exportEntries, sign, versions } from '../../src/cli/knowledge/entries.ts';
import { keepFiles, readFiles } from '../../src/cli/knowledge/import.ts';
import { sayUnanswered, stats } from '../../src/cli/knowledge/questions.ts';
import type { Args, Out } from '../../src/cli/knowledge/says.ts';
import { readArgs } from '../../src/cli/start.ts';
import { parseEntries } from '../../src/core/entry.ts';
import { loadKnowledge, readEntryFiles } from '../../src/knowledge.ts';
import { APP_KEY, type TestStore, testStore } from '../helpers/app.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHARED = join(ROOT, '../shared');
const haveShared = existsSync(join(SHARED, 'documents'));

let at: TestStore;
let folder: string;
beforeAll(async () => {
  at = await testStore();
  folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await at.close();
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
/** The command as a person runs it, on the test's database. */
function run(command: 'knowledge' | 'ask', ...args: string[]): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, `src/cli/${command}.ts`), ...args], {
      cwd: ROOT,
      env: {
        ...process.env,
        DATABASE_URL: at.store.url,
        APP_KEY: Buffer.from(APP_KEY).toString('base64'),
        DATA_DIR: folder,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (t) => {
      out += t;
    });
    child.stderr.setEncoding('utf8').on('data', (t) => {
      err += t;
    });
    child.once('error', failed);
    child.once('close', (code) => done({ code, out, err }));
  });
}
const knowledge = (...args: string[]) => run('knowledge', ...args);

type Sub = (args: Args, out: Out) => Promise<number>;
/** One subcommand inside this process: starting a program takes a hundred times as long as what it does. */
async function within(sub: Sub, ...argv: string[]): Promise<Ran> {
  const ran = { out: '', err: '' };
  const out: Out = {
    say: (line) => {
      ran.out += `${line}\n`;
    },
    note: (line) => {
      ran.err += `${line}\n`;
    },
  };
  const code = await sub(readArgs(argv), out);
  return { code, ...ran };
}
const BY = 'test';
const TODAY = '2026-11-22';
const imports: Sub = async (args, out) => {
  const { read, whole } = await readFiles(args, out);
  await keepFiles(at.store, at.wardId, read, BY, out);
  return whole ? 0 : 1;
};
const document: Sub = (args, out) => documents(at.store, at.wardId, args, BY, out);
const signing: Sub = (args, out) => sign(at.store, at.wardId, args, TODAY, out);
const history: Sub = (args, out) => versions(at.store, at.wardId, args, out);
const exporting: Sub = (args, out) => exportEntries(at.store, at.wardId, args, out);
const figures: Sub = (args, out) => stats(at.store, at.wardId, args, new Date(), out);
const open: Sub = (args, out) => sayUnanswered(at.store, at.wardId, args, out);

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const PLAN = `Số: 37/KH-UBND
Sen Hồng, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Trồng cây xanh dọc bờ kênh
1. Mỗi tổ dân phố nhận chăm sóc một đoạn kênh dài không quá 200 mét.
2. Người dân góp ngày công, không phải góp tiền mặt dưới bất cứ hình thức nào.`;

describe('npm run knowledge', () => {
  it('without arguments says in Vietnamese what it can do', async () => {
    const { code, out } = await knowledge();
    expect(code).toBe(0);
    for (const word of ['check', 'stats', 'unanswered', 'export', 'import', 'documents', 'sign', 'review'])
      expect(out).toContain(`\n  ${word}`);
  });

  it('refuses a command it does not have', async () => {
    const { code, err } = await knowledge('nonsense');
    expect(code).toBe(1);
    expect(err).toContain('Không có lệnh "nonsense"');
  });

  it('imports a plan, answers from it, lists it, and removes it', async () => {
    const path = file('ke-hoach.txt', PLAN);
    const first = await knowledge('import', path, '--issuer', 'UBND phường Sen Hồng');
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain(
      'Đã nhập Kế hoạch 37/KH-UBND ngày 05/03/2026 của UBND phường Sen Hồng, 2 đoạn.',
    );
    expect((await within(imports, path, '--issuer', 'UBND phường Sen Hồng')).out).toContain('Đã có từ trước');

    const asked = await run(
      'ask',
      'theo kế hoạch 37 mỗi tổ dân phố nhận chăm sóc đoạn kênh dài bao nhiêu mét',
    );
    const { route, confident, answers } = JSON.parse(asked.out);
    expect({ route, confident }).toEqual({ route: 'faq', confident: true });
    expect(answers[0]).toMatchObject({
      text: expect.stringMatching(
        /^Trích Kế hoạch 37\/KH-UBND, mục 1: “1\. Mỗi tổ dân phố .* 200 mét\.”\n\(Trích văn bản/u,
      ),
      citations: [{ act: '37/KH-UBND', article: 'mục 1' }],
    });

    expect((await within(document, 'list')).out).toContain(
      'Kế hoạch 37/KH-UBND · 05/03/2026 · UBND phường Sen Hồng',
    );
    expect((await within(document, 'remove', '37/KH-UBND')).code).toBe(0);
    expect((await within(document, 'list')).out).toContain('Chưa có văn bản nào');
    expect((await within(document, 'list', '--all=1')).out).toContain('(không dùng)');
    expect((await within(document, 'remove', '37/KH-UBND')).code).toBe(1);
  });

  it('takes nothing of a file it cannot read, says why, and exits 1', async () => {
    const before = await at.rows('SELECT id FROM document');
    for (const [path, why] of [
      [file('trong.txt', ''), /không có nội dung/],
      [file('hong.docx', 'PK nothing'), /bị hỏng/],
      [join(folder, 'khong-co.txt'), /Không thấy tệp/],
      [folder, /thư mục/],
    ] as const) {
      const { code, err } = await within(imports, path);
      expect(code).toBe(1);
      expect(err).toMatch(why);
    }
    expect((await within(imports, file('a.txt', PLAN), '--date', '31/2/2026')).err).toContain('--date');
    expect((await within(imports)).code).toBe(1);
    const run = await knowledge('import', join(folder, 'hong.docx'));
    expect(run).toEqual({ code: 1, out: '', err: expect.stringMatching(/^hong\.docx: [^\n]*\n$/) });
    expect(await at.rows('SELECT id FROM document')).toEqual(before);
  });

  it('imports a real plan and a real law together', async ({ skip }) => {
    skip(!haveShared, 'the documents (../shared) are not here: importing real ones goes untested');
    const files = ['documents/ke-hoach-124-KH-UBND.txt', 'laws/10-2022-QH15.json'].map((f) =>
      join(SHARED, f),
    );
    const { code, out } = await within(imports, ...files);
    expect(code).toBe(0);
    expect(out).toContain('Đã nhập Kế hoạch 124/KH-UBND ngày 23/10/2024 của Ủy ban nhân dân phường Bạch Sam');
    expect(out).toContain('Đã nhập Luật 10/2022/QH15');
  });

  it('check finds no fault in the program’s files and ends with the review list', async () => {
    const { code, out } = await knowledge('check');
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ mục, không có lỗi\./);
    expect(out).toMatch(/mục cần rà soát; \d+\/\d+ mục chưa ai ký duyệt\./);
  });

  it('signs an entry and shows its versions', async () => {
    const { entries } = await readEntryFiles();
    await loadKnowledge(at.store, at.wardId);
    const id = entries[0]?.id ?? '';
    const signed = await within(signing, id, '--by', 'Trần Thị Lan', '--date', '01/10/2026');
    expect(signed).toMatchObject({ code: 0, out: `${id}: Trần Thị Lan ký duyệt ngày 01/10/2026.\n` });
    expect((await within(history, id)).out).toContain('ký duyệt: Trần Thị Lan, 01/10/2026');
    expect((await within(signing, id)).code).toBe(1);
    expect((await within(signing, 'khong-co', '--by', 'x')).code).toBe(1);
    expect((await within(signing, id, '--by', 'x', '--date', '2999-01-01')).code).toBe(1);
  });

  it('exports every entry to files that read back', async () => {
    const target = join(folder, 'xuat');
    const { code } = await within(exporting, target);
    expect(code).toBe(0);
    const read = readdirSync(target).map((name) =>
      parseEntries(name, readFileSync(join(target, name), 'utf8')),
    );
    const [held] = await at.rows<{ n: number }>('SELECT count(*)::int AS n FROM entry WHERE active');
    expect(read.flatMap((r) => r.faults)).toEqual([]);
    expect(read.flatMap((r) => r.entries)).toHaveLength(held?.n ?? -1);
  });

  it('lists unanswered questions in groups, and figures', async () => {
    const sealed = (text: string) => at.store.vault.seal('question.text', text);
    for (const [n, text] of ['quỹ tổ ai giữ', 'ai giữ quỹ tổ', 'phí gửi xe'].entries())
      await at.rows(
        `INSERT INTO question (ward_id, inbox_id, text, route, answered, score, confident) VALUES ($1, $2, $3, 'faq', '{}', 0.1, false)`,
        [at.wardId, n + 1, sealed(text)],
      );
    const { out } = await within(open);
    expect(out).toMatch(/^2 câu, gần nhất .*:\n.*quỹ tổ.*\n.*quỹ tổ/u);
    expect((await within(open, '--limit', '1')).out).toContain('Còn 1 nhóm nữa');
    expect((await within(figures, '--days', '30')).out).toContain('Câu hỏi đã giữ: 3. Còn phải xem: 3.');
    expect((await within(figures, '--days', 'x')).code).toBe(1);
  });
});
