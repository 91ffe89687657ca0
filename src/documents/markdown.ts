import { tidy } from './paragraphs.ts';
import type { Paragraph } from './types.ts';

/** Markdown's marks away, its words kept: headings become levels, table rows `a | b`, links their text. */
export function markdownText(source: string): { text: string; headings: ReadonlyMap<string, number> } {
  const body = source.replace(/^\ufeff?---\r?\n[\s\S]*?\r?\n---\r?\n/, '').replace(/<!--[\s\S]*?-->/g, '');
  const headings = new Map<string, number>();
  const lines = body.split(/\r?\n/).flatMap((raw) => {
    if (/^\s*(?:[-*_]\s*){3,}$/.test(raw) || /^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*\|?\s*$/.test(raw))
      return [''];
    const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(raw);
    const line = tidy(plain(heading?.[2] ?? raw));
    if (heading && line !== '') {
      headings.set(line, heading[1]?.length ?? 1);
      // stands alone
      return ['', line, ''];
    }
    return [line];
  });
  return { text: lines.join('\n'), headings };
}

function plain(line: string): string {
  return line
    .replace(/^\s*(?:>\s?)+/, '')
    .replace(/^\s*[*+]\s+/, '- ')
    .replace(/^\s*\|(.*)\|\s*$/, '$1')
    .replace(/\{#[^}]*\}/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, ' ')
    .replace(/(\*\*|__)(.*?)\1/g, '$2')
    .replace(/(^|[\s(“"])[*_](\S(?:.*?\S)?)[*_](?=$|[\s).,;:”"])/g, '$1$2')
    .replace(/^\*\*|\*\*$/g, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!|])/g, '$1');
}

export function withLevels(found: readonly Paragraph[], headings: ReadonlyMap<string, number>): Paragraph[] {
  return found.map((p) => {
    const level = headings.get(p.text);
    return level === undefined ? p : { text: p.text, level };
  });
}
