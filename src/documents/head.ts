import { markOf } from './marks.ts';
import { isCapitals } from './paragraphs.ts';
import type { DocumentHead, Paragraph } from './types.ts';

const KINDS = [
  'Bộ luật',
  'Luật',
  'Pháp lệnh',
  'Nghị định',
  'Nghị quyết',
  'Thông tư',
  'Quyết định',
  'Kế hoạch',
  'Thông báo',
  'Quy chế',
  'Quy định',
  'Hướng dẫn',
  'Chỉ thị',
  'Báo cáo',
  'Công văn',
  'Phương án',
  'Tờ trình',
  'Giấy mời',
  'Đề án',
  'Chương trình',
  'Hương ước',
  'Quy ước',
  'Nội quy',
  'Thông cáo',
  'Công điện',
  'Kết luận',
];
const KIND_OF = new Map(KINDS.map((k) => [k.toUpperCase(), k]));
/** the letters in a number -> what kind of paper it is */
const BY_NUMBER: readonly [RegExp, string][] = [
  [/\/QH\d+$/u, 'Luật'],
  [/NĐ-CP$/u, 'Nghị định'],
  [/[/-]NQ(?![\p{L}])/u, 'Nghị quyết'],
  [/[/-]TT(?:LT)?-/u, 'Thông tư'],
  [/[/-]QĐ(?![\p{L}])/u, 'Quyết định'],
  [/[/-]KH(?![\p{L}])/u, 'Kế hoạch'],
  [/[/-]TB(?![\p{L}])/u, 'Thông báo'],
  [/[/-]HD(?![\p{L}])/u, 'Hướng dẫn'],
  [/[/-]CT(?![\p{L}])/u, 'Chỉ thị'],
  [/[/-]BC(?![\p{L}])/u, 'Báo cáo'],
  [/[/-]PA(?![\p{L}])/u, 'Phương án'],
  [/[/-]TTr(?![\p{L}])/u, 'Tờ trình'],
  [/[/-]GM(?![\p{L}])/u, 'Giấy mời'],
];
const NUMBER = /(\d{1,6}(?:\/\d{4})?[/-]\p{Lu}[\p{L}\d&]*(?:[-/]\p{L}[\p{L}\d&]*)*)/u;
/** on a line of its own, or after "Số:"; a number in running text is another document's */
const SAID_NUMBER = new RegExp(
  String.raw`(?:^(?:Luật\s+)?Số(?:\s+hiệu)?\s*[:|.]?\s*|[\s_(]Số\s*:\s*)${NUMBER.source}`,
  'iu',
);
const NAMED_NUMBER = new RegExp(String.raw`^(?:${KINDS.join('|')})\s+(?:số\s+)?${NUMBER.source}`, 'iu');
const DAY = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu;
const PLACE_DAY = /^(?:.*\d\S*\s+)?\p{Lu}[\p{L}\s.-]{1,40},\s*ngày\s+\d/u;
const STATE = /CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM.*$/iu;
const MOTTO = /Độc\s+lập\s*[-–—]\s*Tự\s+do\s*[-–—]\s*Hạnh\s+phúc/iu;
const BODY =
  /ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG|^BỘ |MẶT TRẬN|ĐẢNG ỦY|CÔNG AN|TRƯỞNG THÔN|TỔ DÂN PHỐ/u;
const WARD_BODY =
  /(Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND)\s+(phường|xã|thị trấn|đặc khu)\s+(\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*)*)/gu;

/** the head ends where the body begins, and is never longer */
const LINES = 60;

/**
 * What a document says of itself before its body: kind, number, day, issuing body, title.
 * What is not found is left out; `title` falls back to `fallback`.
 * @returns the head, and how many paragraphs of the beginning are its own
 */
export function readHead(
  found: readonly Paragraph[],
  fallback: string,
): { head: DocumentHead; from: number } {
  const until = found.slice(0, LINES).findIndex((p) => isBody(p.text));
  const top = found.slice(0, until < 0 ? Math.min(LINES, found.length) : until).map((p) => p.text);
  const number = first(top, (t) => SAID_NUMBER.exec(t)?.[1]) ?? first(top, (t) => NAMED_NUMBER.exec(t)?.[1]);
  const kindAt = top.findIndex((t) => KIND_OF.has(bare(t)));
  const kind = kindAt >= 0 ? KIND_OF.get(bare(top[kindAt] ?? '')) : kindOfNumber(number);
  const titleLines = kindAt >= 0 ? titleAfter(top, kindAt + 1) : [];
  const dayAt = top.findIndex((t) => PLACE_DAY.test(t) && DAY.test(t));
  const issuedOn =
    isoDay(top[dayAt] ?? '') ?? isoDay(found.find((p) => /thông qua ngày/u.test(p.text))?.text ?? '');
  const issuer = issuerOf(top, found);
  const title = titleLines.join(' ') || (found.find((p) => p.level === 1)?.text ?? '');
  const lastOfHead = Math.max(
    kindAt < 0 ? -1 : kindAt + titleLines.length,
    dayAt,
    top.findIndex((t) => SAID_NUMBER.test(t)),
    top.findIndex((t) => MOTTO.test(t)),
  );
  return {
    head: {
      title: title === '' ? fallback : title,
      ...(kind === undefined ? {} : { kind }),
      ...(number === undefined
        ? {}
        : { number: number.toUpperCase() === number ? number : tidyNumber(number) }),
      ...(issuer === undefined ? {} : { issuer }),
      ...(issuedOn === undefined ? {} : { issuedOn }),
    },
    from: lastOfHead + 1,
  };
}

/** `Kế hoạch` of `124/KH-UBND`. */
export function kindOfNumber(number: string | undefined): string | undefined {
  return number === undefined ? undefined : BY_NUMBER.find(([form]) => form.test(number))?.[1];
}

/** Kind at the beginning of a name: `Luật Tố cáo` -> `Luật`. */
export function kindOfName(name: string): string | undefined {
  return KINDS.find((k) => name.toLowerCase().startsWith(`${k.toLowerCase()} `));
}

function isBody(text: string): boolean {
  const mark = markOf(text);
  return (
    mark !== null && mark.kind !== 'letter' && mark.kind !== 'point' && /^(?:1|I|thứ nhất)$/u.test(mark.label)
  );
}

const bare = (text: string): string => text.replace(/[*_:\s]+$/u, '').replace(/^[*_\s]+/u, '');
const tidyNumber = (number: string): string => number.replace(/nđ-cp$/iu, 'NĐ-CP');

function titleAfter(top: readonly string[], at: number): string[] {
  const lines: string[] = [];
  for (const text of top.slice(at, at + 4)) {
    if (
      /^(?:Căn cứ|Thực hiện|Theo đề nghị|Theo|Xét|_+$|-+$|Kính gửi)(?![\p{L}])/u.test(text) &&
      lines.length > 0
    )
      break;
    if (/[.:;]$/u.test(text) && lines.length > 0) break;
    if (text.length > 400 || SAID_NUMBER.test(text) || /^Căn cứ/u.test(text)) break;
    const last = lines.at(-1);
    // a title in capitals goes on in capitals, one in small letters ends with its line
    if (last !== undefined && isCapitals(last) !== isCapitals(text) && text.length > 200) break;
    if (!/^[_\-–—*\s]+$/u.test(text)) lines.push(text);
    if (/(?<!\p{L})(?:của|và|về|sửa đổi|bổ sung|cách thức|tổ chức)$/u.test(text)) continue;
    if (!isCapitals(text)) break;
  }
  return lines;
}

function issuerOf(top: readonly string[], found: readonly Paragraph[]): string | undefined {
  const at = top.findIndex((t) => BODY.test(head(t)) && isCapitals(head(t)));
  if (at >= 0) {
    const names = [head(top[at] ?? '')];
    const next = top[at + 1] ?? '';
    if (/^(?:PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN)(?![\p{L}])/u.test(head(next)))
      names.push(head(next));
    return capitalise(names.join(' '));
  }
  const said = [...top.join('\n').matchAll(WARD_BODY)].at(-1);
  if (said) return `${said[1] === 'UBND' ? 'Ủy ban nhân dân' : said[1]} ${said[2]} ${said[3]}`;
  const signed = found
    .slice(-30)
    .map((p) => /^(?:\*+)?(?:TM|T\/M)\.\s*(\p{Lu}[\p{Lu}\s]+)$/u.exec(p.text)?.[1]);
  const name = signed.find((s) => s !== undefined);
  return name === undefined ? undefined : capitalise(name.trim());
}

/** The left side of a head that stands on one line with the name of the state. */
const head = (text: string): string =>
  text
    .replace(STATE, '')
    .replace(/_+.*$/u, '')
    .replace(/^[*\s]+|[*\s]+$/gu, '');

const PROPER = new Set([
  'PHƯỜNG',
  'XÃ',
  'ĐẶC',
  'KHU',
  'TỈNH',
  'HUYỆN',
  'QUẬN',
  'THỊ',
  'TRẤN',
  'THÀNH',
  'PHỐ',
]);

/** `ỦY BAN NHÂN DÂN PHƯỜNG BẠCH SAM` -> `Ủy ban nhân dân phường Bạch Sam`. */
function capitalise(name: string): string {
  const words = name.split(/\s+/);
  const place = words.findIndex((w, i) => i > 0 && PROPER.has(w));
  return words
    .map((w, i) => {
      const small = w.toLowerCase();
      const big = i === 0 || (place >= 0 && i > place && !PROPER.has(w));
      return big ? `${w.charAt(0)}${small.slice(1)}` : small;
    })
    .join(' ');
}

function isoDay(text: string): string | undefined {
  const m = DAY.exec(text);
  if (!m) return undefined;
  const [, d = '', mo = '', y = ''] = m;
  const iso = `${y}-${mo.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

function first<T>(lines: readonly string[], of: (line: string) => T | undefined): T | undefined {
  for (const line of lines) {
    const value = of(line);
    if (value !== undefined) return value;
  }
  return undefined;
}
