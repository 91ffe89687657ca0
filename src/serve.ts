/** An HTTP server that can be asked to end. */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Config } from './config.ts';
import { SetupError } from './core/errors.ts';

export interface Listening {
  /** as printed to the one who started it */
  readonly address: string;
  close(): Promise<void>;
}

type Fetch = Parameters<typeof serve>[0]['fetch'];

/** @throws SetupError when the address cannot be had */
export async function listen(fetch: Fetch, config: Pick<Config, 'host' | 'port'>): Promise<Listening> {
  const server = await open(fetch, config);
  const where = server.address();
  const port = typeof where === 'object' && where ? where.port : config.port;
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () => closeServer(server),
  };
}

function open(fetch: Fetch, config: Pick<Config, 'host' | 'port'>): Promise<Server> {
  return new Promise((done, failed) => {
    const server = serve({ fetch, port: config.port, hostname: config.host }, () => done(server as Server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      failed(
        error.code === 'EADDRINUSE'
          ? new SetupError([
              `Cổng ${config.port} đang có chương trình khác dùng. Dừng chương trình đó, hoặc đặt PORT khác.`,
            ])
          : error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL'
            ? new SetupError([
                `Không mở được ${config.host}:${config.port} (${error.code}). Sửa HOST hoặc PORT.`,
              ])
            : error,
      );
    });
  });
}

/** Open event streams would hold the server for ever: they are cut, and the browser comes back by itself. */
function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    const cut = setTimeout(() => server.closeAllConnections(), 1_000);
    server.close(() => {
      clearTimeout(cut);
      done();
    });
    server.closeIdleConnections();
  });
}
