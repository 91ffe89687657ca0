#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, which the CLI would download before any command, also where it cannot.
 * Same command line, same JSON-RPC on stdio; the engine is Prisma's own WebAssembly build (npm:
 * @prisma/schema-engine-wasm) on @prisma/adapter-pg. prisma.config.ts names it in PRISMA_SCHEMA_ENGINE_BINARY.
 *
 * Prisma has no such mode of its own for Postgres, and the pieces do not quite fit. What is bent straight here:
 *  1. pg lets `connectionString` win over `database`, so adapter-pg's shadow database would be the main one: parsed parts are passed.
 *  2. adapter-pg drops the shadow database while still connected to it: ours ends the pool first.
 *  3. The catalogue type "char" (oid 18) has no mapping: read as text, told to the engine as Character.
 *  4. adapter-pg splits scripts at every ';', also inside $$ bodies: the file is sent whole.
 *  5. A panic of the WASM engine surfaces as an uncaught exception and would end in silence with code 0: it becomes an error.
 *  6. `migrate diff --from-migrations` replays on connect(): it gets a scratch database.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parse as parseConnection } from 'pg-connection-string';

const wasmFolder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
const args = process.argv.slice(2);
const options = (name) => args.flatMap((arg, i) => (arg === name ? [args[i + 1]] : []));

/** `cli can-connect-to-database | create-database | drop-database`: answers in log lines on stderr and by exit code. */
async function runDatabaseCommand(command, url) {
  const log = (level, fields) =>
    process.stderr.write(
      `${JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' })}\n`,
    );
  log('INFO', { message: 'Starting schema engine CLI' });
  try {
    if (command === 'can-connect-to-database') {
      await withClient({ connectionString: url.href }, async () => {});
      return;
    }
    const name = pg.escapeIdentifier(decodeURIComponent(url.pathname.slice(1)));
    const admin = new URL(url.href);
    admin.pathname = '/postgres';
    const [verb, done] = command === 'create-database' ? ['CREATE', 'created'] : ['DROP', 'dropped'];
    await withClient({ connectionString: admin.href }, (client) => client.query(`${verb} DATABASE ${name}`));
    log('INFO', { message: `The database was successfully ${done}` });
  } catch (error) {
    const unreachable = ['ECONNREFUSED', 'ENOTFOUND'].includes(error.code);
    const known = { '28P01': 'P1000', 28000: 'P1010', '3D000': 'P1003' };
    log('ERROR', {
      is_panic: false,
      error_code: unreachable ? 'P1001' : (known[error.code] ?? ''),
      message: unreachable
        ? `Can't reach database server at \`${url.hostname}:${url.port || 5432}\``
        : error.message || error.code,
    });
    process.exitCode = 1;
  }
}

/** JSON-RPC, one request a line on stdin, one answer a line on stdout, until stdin ends. */
async function serve(url, schema, shadowUrl) {
  const panic = { message: '' };
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      panic.message = message;
    },
  };
  const wasm = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = readFileSync(join(wasmFolder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': wasm });
  wasm.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  const connection = url ? { ...parseConnection(url.href), max: 4 } : {};
  const datamodels = options('--datamodels').map((path) => [path, readFileSync(path, 'utf8')]);
  const debug = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
  const makeEngine = (factory) =>
    wasm.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, debug, factory);
  const main = bindMigrationAwareSqlAdapterFactory(new MigrationPg(connection, schema, shadowUrl));
  let engine;

  const call = async ({ method, params = {} }) => {
    if (method === 'diff' && [params.from?.tag, params.to?.tag].includes('migrations')) {
      const scratch = new ScratchPg(connection, schema, shadowUrl);
      const factory = bindMigrationAwareSqlAdapterFactory(scratch);
      let own;
      try {
        own = await makeEngine(factory);
        return await own.diff(params);
      } catch (error) {
        throw unveil(error, factory);
      } finally {
        own?.free();
        await scratch.close();
      }
    }
    try {
      engine ??= await makeEngine(main);
      return await engine[method === 'getDatabaseVersion' ? 'version' : method](params);
    } catch (error) {
      throw unveil(error, main);
    }
  };

  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const sendError = (id, message, code) =>
    send({ id, error: { code: 4466, message, data: { is_panic: false, message, error_code: code } } });
  let current;
  process.on('uncaughtException', (error) => {
    sendError(current?.id, `${error.message}: ${panic.message}`);
    process.exitCode = 101;
    process.stdin.destroy();
  });
  let printed = 1_000_000;
  for await (const line of createInterface({ input: process.stdin })) {
    const request = line.trim() ? JSON.parse(line) : {};
    if (!request.method) continue; // the CLI acknowledging a print
    current = request;
    try {
      const result = (await call(request)) ?? null;
      if (request.method === 'diff' && typeof result?.stdout === 'string') {
        send({ id: printed++, method: 'print', params: { content: result.stdout } });
        send({ id: request.id, result: { exitCode: result.exitCode } });
      } else send({ id: request.id, result });
    } catch (error) {
      sendError(request.id, error?.message || String(error), error?.code);
    }
  }
  process.exit();
}

class MigrationPg extends PrismaPg {
  constructor(connection, schema, shadowUrl) {
    super(connection, { schema });
    this.parts = { connection, schema, shadowUrl };
  }
  async connect() {
    return straighten(await super.connect());
  }
  async connectToShadowDb() {
    const { connection, schema, shadowUrl } = this.parts;
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    const run = (sql) => withClient(connection, (client) => client.query(sql));
    if (!shadowUrl) await run(`CREATE DATABASE "${database}"`);
    const target = shadowUrl ? parseConnection(shadowUrl) : { ...connection, database };
    const shadow = straighten(await new PrismaPg(target, { schema }).connect());
    const dispose = shadow.dispose.bind(shadow);
    let gone;
    const end = async () => {
      await dispose();
      await shadow
        .underlyingDriver()
        .end()
        .catch(() => {});
      if (!shadowUrl) await run(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    };
    shadow.dispose = () => {
      gone ??= end();
      return gone;
    };
    return shadow;
  }
}

/** Hands out throw-away databases only. */
class ScratchPg extends MigrationPg {
  open = [];
  async connect() {
    const adapter = await this.connectToShadowDb();
    this.open.push(adapter);
    return adapter;
  }
  async close() {
    for (const adapter of this.open) await adapter.dispose();
  }
}

/** The engine says only "External error id#0"; the adapter's registry knows what that was. */
function unveil(error, factory) {
  const id = /External error id#(\d+)/.exec(error?.message ?? '')?.[1];
  const cause = id === undefined ? undefined : factory.errorRegistry.consumeError(Number(id))?.error;
  return cause ? new Error(cause.message || cause.code || String(cause), { cause: error }) : error;
}

/** Points 3 and 4 above, on one adapter. */
function straighten(adapter) {
  const CHAR = 18;
  const TEXT = 25;
  const pool = adapter.underlyingDriver();
  const charColumns = new WeakMap();
  const query = pool.query.bind(pool);
  pool.query = async (...given) => {
    const result = await query(...given);
    const columns = (result?.fields ?? []).flatMap((field, i) => (field.dataTypeID === CHAR ? [i] : []));
    for (const i of columns) result.fields[i].dataTypeID = TEXT;
    if (columns.length > 0) charColumns.set(result.rows, columns);
    return result;
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (given) => {
    const result = await queryRaw(given);
    for (const i of charColumns.get(result.rows) ?? []) result.columnTypes[i] = ColumnTypeEnum.Character;
    return result;
  };
  adapter.executeScript = async (script) => {
    try {
      await query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

async function withClient(connection, use) {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

if (args.includes('--version') || args.includes('-V')) {
  const { version } = JSON.parse(readFileSync(join(wasmFolder, 'package.json'), 'utf8'));
  console.log('schema-engine-cli', version.split('.').pop(), '(wasm)');
} else {
  const datasource = JSON.parse(options('--datasource')[0] ?? '{}');
  const url = datasource.url ? new URL(datasource.url) : null;
  const schema = url?.searchParams.get('schema') ?? undefined;
  url?.searchParams.delete('schema'); // Prisma's own; pg does not know it
  const cli = args.indexOf('cli');
  if (cli >= 0) await runDatabaseCommand(args[cli + 1], url);
  else await serve(url, schema, datasource.shadowDatabaseUrl);
}
