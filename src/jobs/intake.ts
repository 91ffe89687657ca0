/** From a delivery to durable rows: verify, parse, store, ring. Polling and webhooks share it. */
import { createHash } from 'node:crypto';
import type { RawRequest } from '../core/types.ts';
import { type Accepter, messageRow, unreadableRow } from '../store/accept.ts';
import { heardFrom } from '../store/channels.ts';
import { chatChanged } from '../store/group-chats.ts';
import type { LiveChannel, Runtime } from './runtime.ts';

export type Intake = 'stored' | 'again' | 'ignored' | 'unreadable' | 'refused' | 'unknown-channel';

const HEARD_EVERY_MS = 15_000;

/**
 * @param trusted the bytes were fetched by us (polling): nothing to verify
 * @throws NotJson, the platform's own refusals, and whatever the database says when it is away
 */
export async function intake(
  rt: Runtime,
  accepter: Accepter,
  platformName: string,
  request: RawRequest,
  trusted = false,
): Promise<Intake> {
  const channel = rt.channels.get(platformName);
  if (!channel) return 'unknown-channel';
  const outcome = await take(rt, accepter, channel, request, trusted);
  rt.meters.accepted(platformName, outcome === 'stored' ? 'new' : outcome);
  if (outcome !== 'refused') heard(rt, channel);
  return outcome;
}

async function take(
  rt: Runtime,
  accepter: Accepter,
  { platform, row }: LiveChannel,
  request: RawRequest,
  trusted: boolean,
): Promise<Exclude<Intake, 'unknown-channel'>> {
  if (!trusted && !platform.verify(request)) return 'refused';
  const parsed = platform.parse(request);
  switch (parsed.kind) {
    case 'ignored':
      return 'ignored';
    case 'chats':
      for (const { chat, change } of parsed.changes)
        await chatChanged(rt.store.pool, {
          wardId: rt.wardId,
          channelId: row.id,
          chat,
          change,
          at: rt.now(),
        });
      return 'ignored';
    case 'unreadable': {
      rt.log.warn(
        { platform: platform.name, why: parsed.why },
        'a delivery of unknown shape was kept unread',
      );
      const id = parsed.id === '' ? digest(request.body) : parsed.id;
      await accepter.put(unreadableRow(rt.store, row, id, request.body, rt.now()));
      return 'unreadable';
    }
    case 'messages': {
      const now = rt.now();
      const stored = await Promise.all(
        parsed.messages.map((m) => accepter.put(messageRow(rt.store, row, m, now))),
      );
      const fresh = stored.filter((id) => id !== null);
      rt.queues.ring('turn', fresh);
      return fresh.length > 0 ? 'stored' : parsed.messages.length > 0 ? 'again' : 'ignored';
    }
    default:
      return parsed satisfies never;
  }
}

const digest = (body: Uint8Array): string => `raw:${createHash('sha256').update(body).digest('hex')}`;

const lastHeard = new WeakMap<LiveChannel, number>();

function heard(rt: Runtime, channel: LiveChannel): void {
  const now = rt.now().getTime();
  if (now - (lastHeard.get(channel) ?? 0) < HEARD_EVERY_MS) return;
  lastHeard.set(channel, now);
  heardFrom(rt.store.pool, channel.row.id).catch(() => {}); // only a sign of life for the console
}
