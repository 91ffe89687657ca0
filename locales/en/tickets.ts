/** What becomes of a ticket, as the one who wrote it is told. */
import type { tickets as vi } from '../vi/tickets.ts';

export const tickets = {
  'state.waiting': 'waiting for you to add something',
  'state.transferred': 'passed on',
  'state.reopened': 'being looked at again',
  'status.promised': 'The ward promises an answer to the matter by {day}. This is its own promise, not law.',
  'status.transferred': 'Passed on to: {place}.',
  'notice.accepted': 'Your report {code} was taken on.',
  'notice.accepted-next': 'You will hear here when there is a result. To see how far it is, send this code.',
  'notice.asked-paused':
    'While we wait for you, the promised date stands still. It goes on once you have written.',
  'notice.closed-why': 'Reason:',
  'notice.kind': 'Your report {code}: an officer has read it and filed it as {kind}.',
  'notice.kind-why': 'Why:',
  'notice.kind-next': 'If that seems wrong to you, send this code, choose "Add", and say why.',
  'notice.transferred': 'Your report {code} is not for this ward to settle, so it was passed on to: {place}.',
  'notice.transferred-next': 'You can still follow it here by this code. When they answer, I will tell you.',
  'notice.split':
    'What you sent on {day} holds another matter. It was filed apart, to be answered clearly. Its code: {part}',
  'notice.split-kind': 'Filed as: {kind}',
  'notice.split-next': 'Your first code stays good. To see how far this one is, send the code above.',
  'notice.merged': 'What you sent on {day} is about the same as {into}; they are answered together.',
  'notice.merged-next': 'From now on, follow it by the code above.',
  'notice.paused': 'Your report {code}: the deadline stands still from {day}.',
  'notice.resumed': 'Your report {code}: the deadline runs again. It was {old}, it is now {new}.',
  'notice.extended': 'Your report {code}: the deadline was {old}, it is now {new}.',
  'notice.clock-promise': "This is the ward's own promise, not a date set by law.",
  'notice.clock-law': 'Basis: {citation}.',
  'notice.clock-why': 'Reason:',
} satisfies Record<keyof typeof vi, string>;
