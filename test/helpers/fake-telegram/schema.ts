/**
 * Checks values against Telegram's Bot API kept as data (`shared/data/telegram-bot-api.json`, beside the repository).
 * Stricter than Telegram: a field it does not document is a fault.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const field = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() });
const type = z.object({ fields: z.array(field).optional(), subtypes: z.array(z.string()).optional() });
const api = z.object({
  methods: z.record(z.string(), z.object({ fields: z.array(field).optional() })),
  types: z.record(z.string(), type),
});
type Api = z.infer<typeof api>;
type Field = z.infer<typeof field>;

const DATA = new URL('../../../../shared/data/telegram-bot-api.json', import.meta.url);

/** The Bot API as data, or null where the shared folder is absent: then shapes go unchecked. */
export const botApi: Api | null = existsSync(DATA) ? api.parse(JSON.parse(readFileSync(DATA, 'utf8'))) : null;

/** Faults of one call; `params` already decoded from JSON or form. Empty = fine. */
export function faultsOfCall(method: string, params: Readonly<Record<string, unknown>>): readonly string[] {
  if (!botApi) return [];
  const known = botApi.methods[method];
  if (!known) return [`${method}: no such method`];
  return faultsOfFields(known.fields ?? [], params, method);
}

/** Faults of a value that should be a `type` of the Bot API, such as `Update`. */
export function faultsOfType(name: string, value: unknown): readonly string[] {
  return botApi ? faultsOf(name, value, name) : [];
}

/** What a form field of this method must be decoded to, from the documented types. */
export function decodeForm(
  method: string,
  fields: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const known = botApi?.methods[method]?.fields ?? [];
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => [
      name,
      decode(known.find((f) => f.name === name)?.types ?? ['String'], text),
    ]),
  );
}

function decode(types: readonly string[], text: string): unknown {
  if (types.includes('String')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function faultsOfFields(fields: readonly Field[], value: unknown, at: string): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at}: not an object`];
  const given = new Map(Object.entries(value).filter(([, v]) => v !== undefined));
  const unknown = [...given.keys()].filter((key) => !fields.some((f) => f.name === key));
  return [
    ...unknown.map((key) => `${at}.${key}: no such field`),
    ...fields.flatMap((f) => {
      const v = given.get(f.name);
      if (v === undefined) return f.required ? [`${at}.${f.name}: missing`] : [];
      const tries = f.types.map((t) => faultsOf(t, v, `${at}.${f.name}`));
      return tries.some((t) => t.length === 0) ? [] : (tries[0] ?? []);
    }),
  ];
}

function faultsOf(name: string, value: unknown, at: string): readonly string[] {
  const ok = (is: boolean): readonly string[] => (is ? [] : [`${at}: not a ${name}`]);
  if (name.startsWith('Array of ')) {
    if (!Array.isArray(value)) return ok(false);
    return value.flatMap((v, i) => faultsOf(name.slice('Array of '.length), v, `${at}[${i}]`));
  }
  switch (name) {
    case 'Integer':
      return ok(Number.isSafeInteger(value));
    case 'Float':
      return ok(typeof value === 'number' && Number.isFinite(value));
    case 'String':
      return ok(typeof value === 'string');
    case 'Boolean':
      return ok(typeof value === 'boolean');
    case 'InputFile':
      return ok(typeof value === 'string' && value.startsWith('attach://'));
  }
  const known = botApi?.types[name];
  if (!known) return [`${at}: ${name} is no type of the Bot API`];
  if (known.subtypes) {
    const tries = known.subtypes.map((t) => faultsOf(t, value, at));
    // the variant with the fewest faults is the one that was meant
    return tries.toSorted((a, b) => a.length - b.length)[0] ?? [];
  }
  return faultsOfFields(known.fields ?? [], value, at);
}
