/** Broadcasts: a notice to an audience. Whoever announces or reminds in bulk comes through here. */
export * from './audience.ts';
export * from './change.ts';
export * from './feed.ts';
export * from './prepare.ts';
export * from './report.ts';
export * from './say.ts';
export * from './send.ts';
export * from './told.ts';
export * from './types.ts';
export * from './words.ts';
