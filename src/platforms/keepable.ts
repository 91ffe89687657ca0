/**
 * Text as people send it, made safe to keep and to send on: NUL goes (Postgres has no place for it), a half surrogate
 * becomes U+FFFD (it has no UTF-8). Everything else stays as typed: what looks like markup is never markup here.
 */
export function keepable(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
