/** Channels as residents call them, and the way to linking them. */
import type { Key } from '../../locales/index.ts';
import { say } from '../../src/core/say.ts';
import type { Choice, Say, Text } from '../../src/core/types.ts';
import { choice } from '../parts.ts';

export const OWN_CHANNELS: Choice = choice('go:own-channels', 'choice.own-channels');

const NAMES: Readonly<Record<string, Extract<Key, `own.at-${string}`>>> = {
  telegram: 'own.at-telegram',
  zalo: 'own.at-zalo',
  'zalo-bot': 'own.at-zalo-bot',
  web: 'own.at-web',
};

export const sayPlatform = (platform: string): Say => say(NAMES[platform] ?? 'own.at-other');

/** "Zalo, Telegram"; at least one. */
export function sayPlatforms(platforms: readonly string[]): Text {
  const [first = '', ...rest] = platforms;
  return rest.length === 0
    ? sayPlatform(first)
    : say('own.and', { one: sayPlatform(first), more: sayPlatforms(rest) });
}
