/** A line to a server that can be cut, frozen and mended: the server that is away, or vanished without a word. */
import { connect, createServer, type Socket } from 'node:net';

export interface Line {
  /** the server's address by way of the proxy */
  readonly url: string;
  /** connections that are open */
  open(): number;
  /** break every connection and refuse new ones */
  cut(): void;
  /** keep connections open, and carry nothing any more; new ones work */
  freeze(): void;
  /** take new connections again */
  mend(): void;
  close(): Promise<void>;
}

export async function proxyTo(url: string): Promise<Line> {
  const target = new URL(url);
  const pairs = new Set<readonly [Socket, Socket]>();
  let away = false;
  const server = createServer((near) => {
    near.on('error', () => {});
    if (away) return void near.destroy();
    const far = connect(Number(target.port), target.hostname.replace(/^\[|\]$/g, ''));
    far.on('error', () => {});
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    near.on('close', end);
    far.on('close', end);
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address !== 'object') throw new Error('no port was given');
  const here = new URL(url);
  here.hostname = '127.0.0.1';
  here.port = String(address.port);
  const cut = () => {
    away = true;
    for (const [near, far] of [...pairs]) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    url: here.href,
    open: () => pairs.size,
    cut,
    freeze: () => {
      for (const [near, far] of pairs) {
        near.unpipe();
        far.unpipe();
        near.pause();
        far.pause();
      }
    },
    mend: () => {
      away = false;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
