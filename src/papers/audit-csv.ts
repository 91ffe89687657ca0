/** The audit log as a table for Excel. */

export interface AuditRow {
  readonly id: string;
  /** as officers read it */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

const HEAD = { id: 'Số', at: 'Lúc', actor: 'Ai', action: 'Việc', subject: 'Với gì', detail: 'Chi tiết' };

/** Rows as CSV; `first` adds the mark that makes Excel read UTF-8, and the headings. What begins like a formula is shown, not run. */
export async function auditCsv(rows: readonly AuditRow[], first: boolean): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  const text = stringify([...rows], {
    header: first,
    columns: HEAD,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  return first ? `\ufeff${text}` : text;
}
