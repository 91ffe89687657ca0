/** Zod pieces shared by webhook and answers: ids and times become strings, unknown members pass. */
import { z } from 'zod';

/** Text or number -> text. Big ids arrive here already as strings (parseLossless). */
export const textual = z.union([z.string(), z.number()]).transform(String);

/** An id as Zalo makes them: printable ASCII, no blanks. Anything else is no id, and never reaches a database key. */
export const id = textual.pipe(z.string().regex(/^[\x21-\x7e]{1,128}$/));

/** An optional member: absent, null, or of the wrong type all read as absent. */
export const lax = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined);
