/** Uploads (v2.0 is right for these). Results live 7 days; 5,000 a month for each app. */
import { z } from 'zod';
import { textual } from '../fields.ts';
import { type Caller, expectData } from './call.ts';

export interface Upload {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mime: string;
}

/** What Zalo takes, bytes and types. */
export const UPLOAD_LIMITS = {
  image: { bytes: 1024 * 1024, mimes: ['image/jpeg', 'image/png'] },
  gif: { bytes: 5 * 1024 * 1024, mimes: ['image/gif'] },
  file: {
    bytes: 5 * 1024 * 1024,
    mimes: [
      'application/pdf',
      'application/msword',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'text/csv',
    ],
  },
} as const;

const Attached = z.looseObject({ attachment_id: textual.pipe(z.string().min(1)) });
const Tokened = z.looseObject({ token: textual.pipe(z.string().min(1)) });

export function uploads(call: Caller) {
  const post = (path: string, file: Upload) =>
    call({
      path,
      form: () => {
        const form = new FormData();
        form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.mime }), file.name);
        return form;
      },
    });
  return {
    /** jpg or png up to 1 MB -> `attachment_id` */
    async uploadImage(file: Upload): Promise<string> {
      const path = 'v2.0/oa/upload/image';
      return expectData(Attached, await post(path, file), path).attachment_id;
    },
    /** gif up to 5 MB -> `attachment_id` */
    async uploadGif(file: Upload): Promise<string> {
      const path = 'v2.0/oa/upload/gif';
      return expectData(Attached, await post(path, file), path).attachment_id;
    },
    /** PDF, DOC, DOCX (CSV by one source) up to 5 MB -> `token` */
    async uploadFile(file: Upload): Promise<string> {
      const path = 'v2.0/oa/upload/file';
      return expectData(Tokened, await post(path, file), path).token;
    },
  };
}
