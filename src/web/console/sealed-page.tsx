/** One sealed record on its page, and who stands before it. */
import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { type SealedPage, type SealedReader, sealedPage } from '../../store/sealed-room.ts';
import type { WebDeps } from '../deps.ts';
import { isoDay } from './dates.ts';
import { isId } from './form.ts';
import { sealedClocks } from './sealed-clocks.ts';
import { ROOM } from './sealed-labels.ts';
import {
  AskForm,
  Milestones,
  OpenForms,
  Readers,
  Readings,
  SealedFacts,
  StateForm,
} from './sealed-parts.tsx';
import { type Inside, plainPage, shell } from './shell.tsx';

/** The officer before it. */
export function readerOf(c: Context<Inside>): SealedReader {
  const { officer } = c.get('me');
  return { wardId: officer.wardId, id: officer.id, name: officer.name };
}

/** The id in the address. */
export function recordId(c: Context<Inside>): string | null {
  const id = c.req.param('id');
  return isId(id) ? id : null;
}

/** The record of the address, if this officer may know of it. */
export async function findRecord(deps: WebDeps, c: Context<Inside>): Promise<SealedPage | null> {
  const id = recordId(c);
  return id === null ? null : await sealedPage(deps.store, readerOf(c), id);
}

/** The same for an unknown record, another's and one this officer was shut out of. */
export const unknownRecord = (c: Context<Inside>) =>
  plainPage(c, 404, 'Không có hồ sơ này', 'Đường dẫn không đúng. Xin mở lại từ danh sách.');

export interface SealedAttempt {
  readonly opened?: Child;
  readonly problem?: string;
  readonly text?: string;
}

/** The page: nothing opened but what was just asked for. */
export async function drawRecord(
  deps: WebDeps,
  c: Context<Inside>,
  page: SealedPage,
  attempt: SealedAttempt,
) {
  const me = c.get('me');
  const clocks = await sealedClocks(deps.store.pool, deps.wardId, page);
  const form = { page, csrf: me.csrf };
  return shell({
    title: `Niêm phong ${page.code}`,
    me,
    here: ROOM,
    done: c.req.query('da'),
    children: (
      <>
        {attempt.problem !== undefined && (
          <p class="notice bad" role="alert">
            {attempt.problem}
          </p>
        )}
        <SealedFacts page={page} />
        {attempt.opened}
        <OpenForms {...form} />
        {page.state !== 'erased' && <AskForm {...form} nonce={randomUUID()} text={attempt.text ?? ''} />}
        <Milestones {...form} clocks={clocks} today={isoDay(deps.now())} />
        <StateForm {...form} />
        <Readers {...form} />
        <Readings page={page} />
      </>
    ),
  });
}
