/** Everything held about one contact, as they may take it along. Plain values: it is written as JSON. */
import type { InfoAsker, TicketKind } from './types.ts';

export interface ExportData {
  readonly ward: string;
  /** ISO */
  readonly madeAt: string;
  readonly contact: {
    readonly platform: string;
    readonly name: string | null;
    readonly phone: string | null;
    readonly address: string | null;
    readonly group: string | null;
    /** platforms the resident linked to this one */
    readonly linked: readonly string[];
    readonly consentAt: string | null;
    readonly notices: boolean;
    readonly firstSeenAt: string;
  };
  readonly tickets: readonly {
    readonly code: string;
    readonly kind: TicketKind;
    readonly state: string;
    readonly openedAt: string;
    readonly text: string;
    readonly place: string | null;
    readonly name: string | null;
    readonly phone: string | null;
    /** of a request for information: who asks */
    readonly asker?: InfoAsker;
    readonly files: readonly string[];
    /** what was said on it by the resident and to the resident */
    readonly said: readonly { readonly at: string; readonly by: string; readonly text: string }[];
    readonly deadlines: readonly { readonly due: string; readonly state: string; readonly basis: string }[];
  }[];
  readonly questions: readonly { readonly at: string; readonly text: string }[];
  readonly messages: readonly {
    readonly at: string;
    readonly by: 'resident' | 'ward';
    readonly text: string;
  }[];
  readonly bookings: readonly {
    readonly code: string;
    readonly at: string;
    readonly who: string;
    readonly name: string | null;
    readonly state: string;
  }[];
  readonly requests: readonly {
    readonly kind: string;
    readonly askedAt: string;
    readonly doneAt: string | null;
  }[];
}
