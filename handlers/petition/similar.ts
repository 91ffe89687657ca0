/** Open reports near by that may be the same one. Pure: the store gives candidates, this decides what is shown. */
import { fold } from '../../src/core/text.ts';
import type { NearTicket } from '../../src/core/types.ts';
import { likeness } from '../../src/language/index.ts';

/** Looked at: reports opened within so many days. */
export const SIMILAR_DAYS = 60;
export const SIMILAR_SHOWN = 3;
const NEAR_METRES = 300;
/** so near that the words do not matter */
const SAME_SPOT_METRES = 60;
const ALIKE = 0.4;
/** where nothing is known of the place but its words */
const VERY_ALIKE = 0.75;

/** What may be shown of another's report: nothing that tells who, nothing in their words but where it is. */
export interface Similar {
  readonly code: string;
  readonly category: string;
  readonly state: NearTicket['state'];
  /** ISO instant */
  readonly openedAt: string;
  readonly place?: string;
}

export interface Mine {
  readonly text: string;
  readonly place?: { readonly label?: string; readonly latitude?: number; readonly longitude?: number };
  readonly groupId?: string;
}

/** At most three, the likeliest first. */
export function similarOf(mine: Mine, others: readonly NearTicket[]): readonly Similar[] {
  return others
    .map((t) => ({ t, score: scoreOf(mine, t) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, SIMILAR_SHOWN)
    .map(({ t }) => {
      const place = shownPlace(t.place) ?? t.group;
      const { code, category, state } = t;
      return {
        ...{ code, category, state, openedAt: t.openedAt.toISOString() },
        ...(place === undefined ? {} : { place }),
      };
    });
}

function scoreOf(mine: Mine, t: NearTicket): number {
  const metres = metresBetween(mine.place, t);
  if (metres !== null && metres > NEAR_METRES) return 0;
  const like = likeness(`${mine.text} ${mine.place?.label ?? ''}`, `${t.text} ${t.place ?? ''}`);
  if (metres !== null && metres <= SAME_SPOT_METRES) return 1 + like;
  const near = metres !== null || (mine.groupId !== undefined && mine.groupId === t.groupId);
  const apart = mine.groupId !== undefined && t.groupId !== undefined && mine.groupId !== t.groupId;
  if (apart && metres === null) return 0;
  return like >= (near ? ALIKE : VERY_ALIKE) ? like : 0;
}

/** Metres between two points of a ward, flat; null when one is not known. */
export function metresBetween(
  a: { readonly latitude?: number; readonly longitude?: number } | undefined,
  b: { readonly latitude?: number; readonly longitude?: number },
): number | null {
  if (a?.latitude === undefined || a.longitude === undefined) return null;
  if (b.latitude === undefined || b.longitude === undefined) return null;
  const degree = 111_320;
  const north = (a.latitude - b.latitude) * degree;
  const east = (a.longitude - b.longitude) * degree * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}

const PERSON =
  /(?:^| )(?:nha|canh nha|truoc nha|sau nha) (?:toi|em|minh|chau|ong|ba|bac|chu|co|anh|chi|cu|so)(?= |$)|(?:^| )(?:ong|ba|bac|chu|co|anh|chi|cu) \p{L}/u;

/** A place as others may read it; undefined where it may tell who lives there. */
export function shownPlace(label: string | undefined): string | undefined {
  if (label === undefined || [...label].length > 60) return undefined;
  if (/\d{5,}|\d[\d .-]{7,}\d/.test(label) || PERSON.test(fold(label))) return undefined;
  return label.replace(/\s+/g, ' ').trim() || undefined;
}
