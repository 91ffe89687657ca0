/** What a broadcast is made of, as its rows hold it. */
import { z } from 'zod';

/** What residents can stop, each with one word (handlers/stop.ts). `khan` (urgent safety) only stops with everything. */
export const KINDS = ['thong-bao', 'hop', 'nhac', 'lay-y-kien', 'khan'] as const;
/** `nhac-hop`: a reminder of a meeting; made by the machine, stopped with meetings and with reminders. */
export type BroadcastKind = (typeof KINDS)[number] | 'nhac-hop';

/** Words of a resident that stop a kind. */
export const stoppedBy = (kind: string): readonly string[] =>
  kind === 'nhac-hop' ? ['hop', 'nhac'] : [kind];

/** Residents by what we know of them: a group was chosen or not, consent was given. */
export const SUBSCRIBERS = ['placed', 'unplaced', 'consented'] as const;
export type SubscriberKind = (typeof SUBSCRIBERS)[number];

/** `officer`: an account linked to an officer; `head`: who heads a residential group (tổ trưởng); `ttnd`, `gsdt`: a member of that board. */
export const AUDIENCE_ROLES = ['officer', 'head', 'ttnd', 'gsdt'] as const;
export type AudienceRole = (typeof AUDIENCE_ROLES)[number];

const id = z.uuid();

/** Who is meant. Conditions narrow one another; what is absent does not narrow. */
export const audienceShape = z.strictObject({
  /** residential groups by id; 'all' = anybody, also who has chosen none; [] = no person */
  groups: z.union([z.literal('all'), z.array(id)]).optional(),
  /** platforms by name */
  channels: z.array(z.string().min(1)).optional(),
  subscriberKinds: z.array(z.enum(SUBSCRIBERS)).optional(),
  roles: z.array(z.enum(AUDIENCE_ROLES)).optional(),
  /** only these contacts (the other conditions hold too) */
  contacts: z.array(id).optional(),
  exclude: z.strictObject({ groups: z.array(id).optional(), contacts: z.array(id).optional() }).optional(),
  /** group chats on the platforms, each told once besides the people */
  chats: z
    .array(z.strictObject({ channelId: id, chat: z.string().min(1).max(300), groupId: id.optional() }))
    .optional(),
});
export type Audience = z.infer<typeof audienceShape>;

export const fileShape = z.strictObject({
  kind: z.enum(['photo', 'document', 'voice', 'video']),
  ref: z.string().min(1),
  name: z.string().optional(),
  mime: z.string().optional(),
  size: z.number().optional(),
});

/** Words per language; Vietnamese stands in for a language that has none. Holes: see `VARIABLES`. */
export const textsShape = z.strictObject({
  vi: z.string().min(1).max(3500),
  en: z.string().max(3500).optional(),
});
export type Texts = z.infer<typeof textsShape>;

export const STATES = [
  'draft',
  'pending',
  'scheduled',
  'preparing',
  'running',
  'paused',
  'stopped',
  'done',
] as const;
/**
 * draft: being written · pending: waits for a second person · scheduled: goes out at its hour · preparing: places are
 * made for its recipients · running · paused · stopped: for ever · done: every recipient is settled
 */
export type BroadcastState = (typeof STATES)[number];

export type RecipientState = 'waiting' | 'queued' | 'sent' | 'failed' | 'skipped' | 'cancelled';

/** Who did it; `officerId` null: the machine. */
export interface By {
  readonly officerId: string | null;
  readonly name: string;
}

/** Holes an officer may leave in a text. Unknown or unfillable ones are refused before anything is sent. */
export const VARIABLES = ['phuong', 'tinh', 'to', 'dien_thoai', 'dia_chi', 'gio_lam_viec'] as const;
export type Variable = (typeof VARIABLES)[number];

export class BroadcastError extends Error {
  override readonly name = 'BroadcastError';
  readonly why:
    | 'nobody'
    | 'variables'
    | 'state'
    | 'unknown'
    | 'same-person'
    | 'past'
    | 'nothing-said'
    | 'odd-audience';
  /** names of what is meant, e.g. of the variables */
  readonly names: readonly string[];
  constructor(why: BroadcastError['why'], message: string, names: readonly string[] = []) {
    super(message);
    this.why = why;
    this.names = names;
  }
}
