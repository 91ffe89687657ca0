/** ZBS templates by phone number (the former ZNS), on a host of their own. */
import { z } from 'zod';
import { id, lax, textual } from '../fields.ts';
import { type Caller, expectData } from './call.ts';

export interface TemplateByPhone {
  /** Vietnamese number in any usual writing; goes out as 84… */
  readonly phone: string;
  readonly templateId: string;
  readonly templateData: Readonly<Record<string, string | number>>;
  /** ours, at most 48 characters; comes back with the delivery event */
  readonly trackingId: string;
  /** free of charge, to admins of the OA or the app only */
  readonly development?: boolean;
  /** 1 normal, 3 over the allowance */
  readonly sendingMode?: '1' | '3';
}

const SentTemplate = z.looseObject({
  msg_id: lax(id),
  sent_time: lax(textual),
  quota: lax(z.looseObject({ dailyQuota: lax(textual), remainingQuota: lax(textual) })),
});
export type SentByPhone = z.output<typeof SentTemplate>;

const Status = z.looseObject({
  /** -1 unknown message, 0 not delivered yet, 1 delivered */
  status: textual.transform(Number),
  message: lax(z.string()),
  delivery_time: lax(textual),
});
export type TemplateStatus = z.output<typeof Status>;

/** `0912 345 678`, `+84 912…`, `84912…` -> `84912345678`; null when it is no Vietnamese number. */
export function phone84(phone: string): string | null {
  const digits = phone.replace(/[\s.()-]/g, '').replace(/^\+/, '');
  const national = /^(?:84|0)(\d{8,10})$/.exec(digits)?.[1];
  return national && !national.startsWith('0') ? `84${national}` : null;
}

export function templates(call: Caller) {
  return {
    /** @throws RangeError before any call when the phone number or the tracking id cannot be taken */
    async sendTemplateByPhone(message: TemplateByPhone): Promise<SentByPhone> {
      const phone = phone84(message.phone);
      if (!phone) throw new RangeError('the phone number is not a Vietnamese one');
      if (message.trackingId.length === 0 || message.trackingId.length > 48)
        throw new RangeError('tracking_id must have 1 to 48 characters');
      const path = 'message/template';
      const data = await call({
        host: 'zbs',
        path,
        json: {
          phone,
          template_id: message.templateId,
          template_data: message.templateData,
          tracking_id: message.trackingId,
          ...(message.development ? { mode: 'development' } : {}),
          ...(message.sendingMode ? { sending_mode: message.sendingMode } : {}),
        },
      });
      return SentTemplate.safeParse(data).data ?? {};
    },
    async templateStatus(messageId: string, phone: string): Promise<TemplateStatus> {
      const path = 'message/status';
      const query = { message_id: messageId, phone: phone84(phone) ?? phone };
      return expectData(Status, await call({ host: 'zbs', method: 'GET', path, query }), path);
    },
  };
}
