import type { HeldData, Turn, WardInfo } from '../../src/core/types.ts';

export type Field = 'name' | 'phone' | 'address' | 'group';

export interface State {
  readonly step: 'shown' | 'delete' | 'delete-sure' | 'what' | 'consent' | 'value' | 'other';
  readonly field?: Field;
  /** consent was given in this dialogue, and is kept with the value */
  readonly agreed?: true;
}

export interface Facts {
  readonly held: HeldData;
  readonly ward: WardInfo;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  /** where a copy can be fetched; null: the ward has no web address */
  readonly link: string | null;
}
export type At = Turn<Facts>;
