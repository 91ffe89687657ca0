/** What every worker needs, put together by `app.ts`. Platforms, handlers, notices and words are passed in. */
import type { Logger } from 'pino';
import type { Emergency, Handler, Intent, Locale, Notice, Platform, Services, Words } from '../core/types.ts';
import type { ChannelRow } from '../store/accept.ts';
import type { Sql, Store } from '../store/db.ts';
import type { Desk, Render } from '../store/effects.ts';
import type { Queues } from './queue.ts';

export interface LiveChannel {
  readonly row: ChannelRow;
  readonly platform: Platform;
}

/** What is counted; `prom-client` behind it, so that no layer here knows the library. */
export interface Meters {
  accepted(platform: string, outcome: 'new' | 'again' | 'ignored' | 'unreadable' | 'refused'): void;
  turn(handler: string, outcome: 'done' | 'failed' | 'quiet', seconds: number): void;
  sent(platform: string, outcome: string, seconds: number): void;
  understood(route: string, score: number): void;
}

export interface Knowledge {
  understand(text: string, topic: string | undefined): Intent;
}

export interface Runtime {
  readonly wardId: string;
  readonly store: Store;
  readonly queues: Queues;
  /** by platform name */
  readonly channels: ReadonlyMap<string, LiveChannel>;
  readonly handlers: readonly Handler[];
  readonly notices: ReadonlyMap<string, Notice>;
  readonly words: Readonly<Record<Locale, Words>>;
  readonly render: Render;
  readonly knowledge: Knowledge;
  services(tx: Sql): Services;
  readonly desk: Desk | null;
  /** messages that went out without asking for their time: bulk sending makes room for them */
  readonly replies?: ReplyCount;
  readonly dataDir: string;
  /** https address of the program, for links in notices; absent = nobody outside reaches it */
  readonly publicUrl?: string | null;
  readonly log: Logger;
  readonly meters: Meters;
  now(): Date;
}

/** Per channel, since it was last asked. */
export interface ReplyCount {
  add(channelId: string): void;
  take(channelId: string): number;
}

export function replyCount(): ReplyCount {
  const counts = new Map<string, number>();
  return {
    add: (channelId) => {
      counts.set(channelId, (counts.get(channelId) ?? 0) + 1);
    },
    take: (channelId) => {
      const count = counts.get(channelId) ?? 0;
      counts.delete(channelId);
      return count;
    },
  };
}

export type { Emergency };
