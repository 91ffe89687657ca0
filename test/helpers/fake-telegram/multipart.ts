/** A reader of multipart/form-data, as far as Bot API clients write it (names may stand without quotes). */
export interface FormFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function readForm(
  contentType: string,
  body: Buffer,
): { fields: Record<string, string>; files: Map<string, FormFile> } {
  const boundary = /boundary=("?)([^";]+)\1/i.exec(contentType)?.[2];
  if (!boundary) throw new Error('multipart without a boundary');
  const fields: Record<string, string> = {};
  const files = new Map<string, FormFile>();
  const mark = Buffer.from(`--${boundary}`);
  for (let at = body.indexOf(mark); at >= 0; ) {
    const start = at + mark.length;
    const next = body.indexOf(mark, start);
    if (next < 0) break;
    const part = body.subarray(start + 2, next - 2);
    const gap = part.indexOf('\r\n\r\n');
    if (gap < 0) throw new Error('multipart part without headers');
    const headers = part.subarray(0, gap).toString('utf8');
    const content = part.subarray(gap + 4);
    const name = parameter(headers, 'name');
    const filename = parameter(headers, 'filename');
    if (name === undefined) throw new Error('multipart part without a name');
    if (filename === undefined) fields[name] = content.toString('utf8');
    else files.set(name, { name: filename, bytes: new Uint8Array(content) });
    at = next;
  }
  return { fields, files };
}

function parameter(headers: string, name: string): string | undefined {
  const found = new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(headers);
  return found?.[1] ?? found?.[2];
}
