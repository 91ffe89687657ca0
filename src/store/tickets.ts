/** Tickets: as residents see them, and what officers do with them. Split by thing under tickets/. */
export {
  type Act,
  type Acted,
  type Actor,
  ANSWER_LIMIT,
  acting,
  audit,
  type On,
  REASON_LIMIT,
  type Refused,
  type Speaker,
} from './tickets/act.ts';
export { addToTicket } from './tickets/added.ts';
export { acceptTicket, answer, answerTicket, answerTicketIn, askResident } from './tickets/answer.ts';
export { closeTicket, closing, reopening, reopenTicket } from './tickets/close.ts';
export {
  extendTicketClock,
  pauseTicketClock,
  recordMilestone,
  resumeTicketClock,
} from './tickets/deadlines.ts';
export { assignTicket, claimTicket, noteTicket, releaseTicket } from './tickets/hold.ts';
export { complexInfo, refuseInfo, supplyInfo, validInfo } from './tickets/info.ts';
export { changeKind, SETTABLE, transferTicket } from './tickets/kind.ts';
export { mergeTicket, type Part, splitTicket } from './tickets/parts.ts';
export { holdTold, UNDO_MINUTES, undoAct } from './tickets/undo.ts';
export { heldData, ticketByCode, ticketOfPost, ticketsOf } from './tickets/view.ts';
