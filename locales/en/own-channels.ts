/** Linking the channels of one person. */
import type { ownChannelWords as vi } from '../vi/own-channels.ts';

export const ownChannelWords = {
  'choice.own-channels': 'Use both Zalo and Telegram',
  'choice.own-code': 'Get a linking code',
  'choice.own-unlink': 'Unlink',
  'choice.own-yes': 'Yes, it is my code, link',
  'choice.own-no': 'Do not link',
  'own.at-telegram': 'Telegram',
  'own.at-zalo': 'Zalo',
  'own.at-zalo-bot': 'Zalo (bot)',
  'own.at-web': 'the web chat',
  'own.at-other': 'another channel',
  'own.and': '{one}, {more}',
  'own.held': 'Linked with: {channels}',
  'own.about':
    'If you write to the ward in two places, say Zalo and Telegram, you can link them. What for: when one cannot be reached the ward sends to the other, and general news comes once, not twice. It is used for nothing else. What you wrote stays where you wrote it. To undo it at any time, write: unlink.',
  'own.code': 'Your linking code: {code}',
  'own.code-note':
    'Open the other place (Zalo, Telegram), find the ward and send this code there. It works once, within 15 minutes. Give it to nobody: officers never ask for it.',
  'own.sure':
    'This code was made on {channel}. Did you yourself just get it there? If somebody else gave it to you, do not link: that person would read what the ward sends you.',
  'own.done':
    'Linked with {channel}. When one cannot be reached, the ward sends to the other. To undo it, write: unlink.',
  'own.told':
    'This channel was just linked with {channel} by a code made here. If that was not you, write at once: unlink.',
  'own.undone': 'Unlinked. From now on the ward answers you only where you write.',
  'own.told-undone': 'This channel is no longer linked with {channel}. To link again, write: link channels.',
  'own.none': 'You have linked no channel, so there is nothing to undo.',
  'own.not-linked': 'Not linked. Everything stays as it was.',
  'own.wrong':
    'This linking code is wrong, was used, or is older than 15 minutes. In the other place write "link channels" for a new code, then send it here.',
  'own.same-chat': 'This code was made right here. Open the other place (say Zalo) and send it there.',
  'own.same-platform':
    'Not linked: whoever made the code already has an account of the same kind as this one. Only two different places can be linked, say Zalo with Telegram.',
  'own.linked-already':
    'This place is linked with another channel already. To change that, write "unlink" first, then send the code again.',
  'own.too-many': 'Too many codes were tried. Wait an hour, then get a new code.',
} as const satisfies Record<keyof typeof vi, string>;
