/** What is sent to many, and how to stop it. */
import type { broadcasts as vi } from '../vi/broadcasts.ts';

export const broadcasts = {
  'broadcast.file': 'File {name}: {url}',
  'broadcast.stop': 'To stop these, write: {words}',
  'broadcast.stop-thong-bao': 'stop news',
  'broadcast.stop-hop': 'stop meetings',
  'broadcast.stop-nhac': 'stop reminders',
  'broadcast.stop-lay-y-kien': 'stop surveys',
  'stop.kind-off': 'Stopped: {kind}. Other messages still come. To get them again, write "start {kind}".',
  'stop.kind-on': 'You will get these again: {kind}. To stop, write "stop {kind}".',
  'stop.kind-thong-bao': 'news',
  'stop.kind-hop': 'meetings',
  'stop.kind-nhac': 'reminders',
  'stop.kind-lay-y-kien': 'surveys',
} as const satisfies Record<keyof typeof vi, string>;
