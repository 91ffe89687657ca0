/** A worker process of the sending benches: the real program, at an hour when sending is allowed. Killed from outside. */
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { openAll } from '../../src/set-up.ts';
import { daytime } from './daytime.ts';

const config = readConfig(process.env);
const opened = await openAll(config, { as: 'server', log: () => {} });
const app = await createApp({ config, opened, log: createLog(config.logLevel ?? 'silent'), now: daytime });
await app.start();
process.send?.('ready');
process.on('SIGTERM', () => {
  app.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
