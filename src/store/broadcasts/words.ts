/** The holes in an officer's text: which there are, and filling them. A text with a hole nobody can fill is never sent. */
import type { WardInfo } from '../../core/types.ts';
import { type Texts, VARIABLES, type Variable } from './types.ts';

const HOLE = /\{\s*([^{}\n]{0,60}?)\s*\}/gu;
const isVariable = (name: string): name is Variable => VARIABLES.some((v) => v === name);

export interface Holes {
  readonly known: readonly Variable[];
  readonly unknown: readonly string[];
}

export function holesIn(texts: Texts): Holes {
  const names = new Set(
    [texts.vi, texts.en ?? ''].flatMap((text) => [...text.matchAll(HOLE)].map((m) => m[1] ?? '')),
  );
  return { known: [...names].filter(isVariable), unknown: [...names].filter((n) => !isVariable(n)) };
}

export interface Whose {
  readonly ward: WardInfo;
  /** name of the recipient's residential group */
  readonly group?: string;
}

/** What a variable says to one recipient; null: the ward has not set it, or it is not known of them. */
export function sayVariable(name: Variable, { ward, group }: Whose): string | null {
  switch (name) {
    case 'phuong':
      return ward.name;
    case 'tinh':
      return ward.province;
    case 'to':
      return group ?? null;
    case 'dien_thoai':
      return ward.phone ?? null;
    case 'dia_chi':
      return ward.address ?? null;
    case 'gio_lam_viec':
      return ward.hours ?? null;
    default:
      return name satisfies never;
  }
}

/** The ward's own facts that the text asks for and the ward has not set: nothing is invented in their place. */
export function unset(texts: Texts, ward: WardInfo): Variable[] {
  return holesIn(texts).known.filter((name) => name !== 'to' && sayVariable(name, { ward }) === null);
}

/** The text for one recipient; null when something it needs is not known (`{to}` of who has chosen none). */
export function filled(text: string, whose: Whose): string | null {
  let missing = false;
  const said = text.replace(HOLE, (_, name: string) => {
    const value = isVariable(name) ? sayVariable(name, whose) : null;
    if (value === null) missing = true;
    return value ?? '';
  });
  return missing ? null : said;
}
