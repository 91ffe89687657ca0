/** My data: mending, copies, what an officer has to see to. */
import type { myDataWords as vi } from '../vi/my-data.ts';

export const myDataWords = {
  'choice.fix-mine': 'Correct my data',
  'choice.data-other': 'Another data request',
  'choice.fix-name': 'Name',
  'choice.fix-phone': 'Phone number',
  'choice.fix-address': 'Address',
  'choice.fix-group': 'Residential group',
  'my-data.address': 'Address: {address}',
  'my-data.fix-what': 'What should be corrected?',
  'my-data.fix-name': 'Send the right name. For example: Nguyễn Thị Hoa.',
  'my-data.fix-phone': 'Send the right phone number. For example: 0912 000 000.',
  'my-data.fix-address': 'Send the right address. For example: 5, lane 12, group 3.',
  'my-data.fix-group': 'Which residential group do you live in? Send its number or name.',
  'my-data.not-name': 'I saw no name in that.',
  'my-data.no-groups':
    'The ward has not listed its groups yet, so I cannot change yours. Please ask an officer.',
  'my-data.changed':
    'Corrected. I use it from now on. What you sent earlier keeps what it said; to correct it there too, choose "Another data request".',
  'my-data.link': 'Open this link and press the button to fetch your copy:',
  'my-data.link-note':
    'It works 3 times within 24 hours. Whoever has the link can open it, so do not pass it on.',
  'my-data.no-link':
    'The ward has no web address to fetch a file from, so here it is in words. For paper or a file, choose "Another data request".',
  'my-data.other':
    'What do you need that I cannot do? For example: correct a phone number in something you sent, get a paper copy, object to a use. Write one sentence and I pass it to an officer.',
  'my-data.other-sent': 'Your request is received and passed to an officer. Your code: {code}',
  'my-data.other-due':
    'Within {days} days the ward must do it or tell you why not yet (Article 5, Decree 356/2025).',
} as const satisfies Record<keyof typeof vi, string>;
