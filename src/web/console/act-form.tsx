/** One act of an officer on a ticket as a folded form, usable without script. */
import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import type { Words } from '../../core/types.ts';
import type { TicketPage } from '../../store/console-ticket.ts';
import type { Officer } from '../../store/officers.ts';
import type { Fields } from './form.ts';
import { Csrf } from './shell.tsx';

export interface ActProps {
  readonly ticket: TicketPage;
  readonly action: string;
  readonly csrf: string;
  readonly officers: readonly Officer[];
  readonly words: Words;
  /** what was typed into the form that was refused */
  readonly typed: Fields;
}

export function ActForm({
  props,
  act,
  title,
  button,
  children,
}: {
  readonly props: ActProps;
  readonly act: string;
  readonly title: string;
  readonly button: string;
  readonly children?: Child;
}) {
  return (
    <details class="card" open={props.typed.do === act}>
      <summary>{title}</summary>
      <form method="post" action={props.action}>
        <Csrf token={props.csrf} />
        <input type="hidden" name="key" value={randomUUID()} />
        <input type="hidden" name="seen" value={String(props.ticket.version)} />
        <input type="hidden" name="do" value={act} />
        {children}
        <button type="submit" class="button">
          {button}
        </button>
      </form>
    </details>
  );
}

export function ActField({
  id,
  name,
  label,
  value,
  lines = 3,
  required = true,
}: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly lines?: number;
  readonly required?: boolean;
}) {
  return (
    <>
      <label for={id}>{label}</label>
      {lines === 1 ? (
        <input id={id} name={name} value={value} required={required} dir="auto" />
      ) : (
        <textarea id={id} name={name} rows={lines} required={required} dir="auto">
          {value}
        </textarea>
      )}
    </>
  );
}
