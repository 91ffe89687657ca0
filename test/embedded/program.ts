/**
 * A process of its own for the tests that kill one: `program.ts start|server|command <DATA_DIR>` opens the database,
 * prints one JSON line, and closes it when stdin ends.
 */
import { once } from 'node:events';
import { openDatabase, startPostgres } from '../../src/embedded/index.ts';

const [, , mode = '', dataDir = ''] = process.argv;
const log = () => {};
const print = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
const stdinEnd = () => once(process.stdin.resume(), 'end');

if (mode === 'start') {
  const { stop, ...told } = await startPostgres({ dataDir, log });
  print(told);
  await stdinEnd();
  await stop();
} else {
  const { close, ...told } = await openDatabase({
    dataDir,
    log,
    as: mode === 'server' ? 'server' : 'command',
  });
  print(told);
  await stdinEnd();
  await close();
}
