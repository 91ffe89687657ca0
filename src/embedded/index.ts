/** The private PostgreSQL of the zero-set-up start. */
export {
  type DatabaseOptions,
  type OpenDatabase,
  openDatabase,
  type ServerOptions,
  withDatabase,
} from './database.ts';
export { instanceLock, type Release } from './lock.ts';
export { type Postgres, type StartOptions, startPostgres } from './start.ts';
