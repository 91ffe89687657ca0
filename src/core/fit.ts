/** A reply fitted to what one platform can show. */
import { lines, render, say } from './say.ts';
import { length, shorten, split } from './text.ts';
import type { Limits, Outgoing, Reply, Text, Words } from './types.ts';

/**
 * Messages ready to send, in order; none for a reply that says nothing.
 * - The text is cut at sentence ends into messages of at most `limits.text` code points (NFC).
 * - Choices go with the last message: as buttons where all fit (`token(i)` names the i-th), else as numbered lines in the
 *   text and no buttons. A label too long for a button is cut there and stands whole in the text, numbered.
 * - Files go before the text, one a message; the text is the caption of the last where it fits and there are no
 *   choices, or buttons may stand under a file.
 *   Where the platform takes no files the text says how many there were.
 */
export function fit(
  reply: Reply,
  words: Words,
  limits: Limits,
  token: (index: number) => string,
): Outgoing[] {
  const labels = (reply.choices ?? []).map((c) => oneLine(render(c.label, words)));
  const buttons = labels.length > 0 && labels.length <= limits.choices;
  const tooLong = labels.some((l) => length(l) > limits.label);
  const files = limits.files ? (reply.files ?? []) : [];
  const text: Text =
    files.length === (reply.files ?? []).length
      ? reply.text
      : [reply.text, say('files.elsewhere', { count: (reply.files ?? []).length })];
  const said = sound(render(text, words)).trim();
  const block = !buttons && labels.length > 0 ? numbered(labels, words) : tooLong ? list(labels) : '';
  const pieces = withBlock(said, block, limits.text);

  const messages: Outgoing[] = files.map((file) => ({ text: '', choices: [], files: [file] }));
  const lastFile = messages.at(-1);
  const [only] = pieces;
  const together = !buttons || limits.buttonsUnderFile === true;
  if (lastFile && only !== undefined && pieces.length === 1 && together && length(only) <= limits.caption)
    messages[messages.length - 1] = { ...lastFile, text: only };
  else messages.push(...pieces.map((piece) => ({ text: piece, choices: [], files: [] })));

  const last = messages.pop();
  if (!last) return [];
  const choices = buttons
    ? labels.map((label, i) => ({ token: token(i), label: shorten(label, limits.label) }))
    : [];
  return [...messages, { ...last, choices, ...(reply.call === undefined ? {} : { call: reply.call }) }];
}

/** The same message for a platform that refused its buttons (Zalo -201, -233): the choices as numbered lines. */
export function withoutButtons(message: Outgoing, words: Words, limits: Limits): Outgoing[] {
  if (message.choices.length === 0) return [message];
  const labels = message.choices.map((c) => c.label);
  const listed = labels.every((_, i) => message.text.includes(`\n${i + 1}. `));
  const block = listed ? '' : numbered(labels, words);
  const pieces = withBlock(message.text, block, limits.text);
  return pieces.map((text, i) =>
    i === pieces.length - 1 ? { ...message, text, choices: [] } : { text, choices: [], files: [] },
  );
}

function numbered(labels: readonly string[], words: Words): string {
  return render(lines({ verbatim: list(labels) }, say('choose.hint')), words);
}

function list(labels: readonly string[]): string {
  return labels.map((label, i) => `${i + 1}. ${label}`).join('\n');
}

/** Text in pieces, the block of choices whole in the last one where it fits there. */
function withBlock(text: string, block: string, max: number): string[] {
  const pieces = split(text, max);
  if (block === '') return pieces;
  const last = pieces.at(-1);
  const both = last === undefined ? block : `${last}\n\n${block}`;
  if (length(both) <= max) return [...pieces.slice(0, -1), both];
  return [...pieces, ...split(block, max)];
}

function oneLine(text: string): string {
  return sound(text).replace(/\s+/g, ' ').trim();
}

/** A lone surrogate would break the platform's JSON; limits count NFC. */
function sound(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').normalize('NFC');
}
