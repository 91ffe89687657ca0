/** Hears Postgres notifications on one connection and tells whoever asked; comes back by itself after a break. */
import pg from 'pg';

export interface Listener {
  /** `hear` is called for each notification of the topic, and once after every reconnect (something may have been missed) */
  on(topic: string, hear: () => void): () => void;
  close(): Promise<void>;
}

const AGAIN_MS = 1_000;

export async function createListener(url: string, onError: (error: unknown) => void): Promise<Listener> {
  const topics = new Map<string, Set<() => void>>();
  let client: pg.Client | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true });
    fresh.on('error', (error) => {
      onError(error);
      lost(fresh);
    });
    fresh.on('end', () => lost(fresh));
    fresh.on('notification', (n) => {
      for (const hear of topics.get(n.payload ?? '') ?? []) hear();
    });
    await fresh.connect();
    await fresh.query('LISTEN sent');
    client = fresh;
    for (const set of topics.values()) for (const hear of set) hear();
  };
  const lost = (which: pg.Client): void => {
    if (closed || client !== which) return;
    client = null;
    again();
  };
  const again = (): void => {
    timer = setTimeout(() => {
      connect().catch((error: unknown) => {
        onError(error);
        if (!closed) again();
      });
    }, AGAIN_MS);
  };
  await connect();
  return {
    on: (topic, hear) => {
      const set = topics.get(topic) ?? new Set();
      set.add(hear);
      topics.set(topic, set);
      return () => {
        set.delete(hear);
        if (set.size === 0) topics.delete(topic);
      };
    },
    close: async () => {
      closed = true;
      if (timer) clearTimeout(timer);
      await client?.end();
    },
  };
}
