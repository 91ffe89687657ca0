/** Understanding Vietnamese as people type it. Pure: no package, no clock, no platform. See README.md. */
export { buildDocuments, type DocumentIndex, type Passage, searchDocuments } from './documents.ts';
export { clean, fold } from './fold.ts';
export { type Asked, type Group, group, similarTo } from './group.ts';
export { likeness } from './likeness.ts';
export { normalise, tokens } from './normalise.ts';
export { buildIndex, type Index } from './prepare.ts';
export type { Emergency, Hit, Indexed, Intent, Route, Token } from './types.ts';
export { type Context, type SearchOptions, search, understand } from './understand.ts';
