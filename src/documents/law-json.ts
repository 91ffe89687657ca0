import { z } from 'zod';
import { splitArticle } from './articles.ts';
import { DocumentFault } from './fault.ts';
import { kindOfName, kindOfNumber } from './head.ts';
import { tidy } from './paragraphs.ts';
import type { DocumentDraft } from './types.ts';

const meta = z.looseObject({ act: z.string().optional(), name: z.string().optional() });
const file = z.record(z.string(), z.unknown());

/**
 * A law as JSON: article number -> text, whose first line is the heading; `_meta` may hold `act` and `name`. The number is
 * that of `_meta`, else the file's name: `13-2018-ND-CP.json` is 13/2018/NĐ-CP.
 * @throws DocumentFault when it is anything else
 */
export function readLawJson(name: string, text: string): DocumentDraft {
  const content = file.safeParse(parse(text));
  if (!content.success) throw bad();
  const { _meta, ...rest } = content.data;
  const about = meta.safeParse(_meta ?? {});
  const articles = Object.entries(rest).map(([label, value]) => {
    if (!/^\d{1,4}[a-zđ]?$/u.test(label) || typeof value !== 'string') throw bad();
    return {
      label,
      lines: value
        .split(/\r?\n/)
        .map(tidy)
        .filter((l) => l !== ''),
    };
  });
  if (articles.length === 0) throw bad();
  articles.sort(
    (a, b) => Number.parseInt(a.label, 10) - Number.parseInt(b.label, 10) || (a.label < b.label ? -1 : 1),
  );
  const number = (about.success ? about.data.act : undefined) ?? numberOfFile(name);
  if (number === undefined)
    throw new DocumentFault(
      'Không biết số hiệu của luật này. Đặt tên tệp như 10-2022-QH15.json, hoặc thêm --number "10/2022/QH15".',
    );
  const title = (about.success ? about.data.name : undefined) ?? number;
  const kind = kindOfName(title) ?? kindOfNumber(number);
  return {
    number,
    title,
    ...(kind === undefined ? {} : { kind }),
    passages: articles.flatMap(({ label, lines: [heading = '', ...lines] }) =>
      lines.length === 0
        ? splitArticle(`Điều ${label}`, [], '', heading === '' ? [] : [heading])
        : splitArticle(`Điều ${label}`, [], heading, lines),
    ),
  };
}

const bad = () =>
  new DocumentFault(
    'Tệp json phải có dạng {"1": "Tên điều\\nNội dung…", "2": "…"}: số điều và lời của điều đó.',
  );

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}

/** `13-2018-ND-CP.json` -> `13/2018/NĐ-CP`; undefined when the name is of another form. */
export function numberOfFile(name: string): string | undefined {
  const m = /^(\d{1,4})-(\d{4})-([\p{L}\d-]+)\.json$/iu.exec(name);
  if (!m) return undefined;
  const [, n, year, rest = ''] = m;
  return `${n}/${year}/${rest.replace(/^ND-/i, 'NĐ-').replace(/^QD-/i, 'QĐ-')}`;
}
