/** `npm run chat`: the bot in a terminal. Lines come in as bodies of the web chat's shape. */
import type { Outgoing, Platform } from '../core/types.ts';
import { keepable } from './keepable.ts';
import { parseChat } from './web.ts';

/** Escape sequences could move the cursor or rewrite the screen: only line ends and tabs stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * A terminal. `print` gets one reply, ready to be shown, without a line end. No buttons: choices are numbered lines.
 * Files cannot be shown; the text says what there is. The body carries no time: `now` gives it.
 */
export function terminal(print: (text: string) => void, options: { now?: () => Date } = {}): Platform {
  const now = options.now ?? (() => new Date());
  let sent = 0;
  return {
    name: 'terminal',
    pulled: true,
    limits: { text: 4000, caption: 0, choices: 0, label: 80, files: false },
    mediaHosts: [],
    verify: () => true,
    parse: (request) => parseChat('terminal', request, now()),
    async send(_to, message) {
      print(printable(message));
      sent += 1;
      return { id: String(sent) };
    },
  };
}

/** A reply as lines for a terminal. */
export function printable(message: Outgoing): string {
  const call = message.call && !message.text.includes(message.call) ? [`☎ ${message.call}`] : [];
  const text = [message.text, ...call].join('\n');
  return keepable(text.replace(/\r\n?/g, '\n')).replace(CONTROL, '');
}
