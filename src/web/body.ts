/** The bytes of a request, with a limit. */
import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';

/**
 * The whole body, or null when it is larger than `maxBytes` (nothing more of it is read).
 * Taken straight from Node's request where there is one: a web `Request` with its streams costs more than all the rest
 * of accepting a delivery.
 */
export async function readBody(c: Context, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(c.req.header('content-length') ?? '0') > maxBytes) return null;
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  if (!incoming) {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    return bytes.length > maxBytes ? null : bytes;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) return null;
    chunks.push(chunk as Buffer);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
