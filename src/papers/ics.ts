/** A meeting as a calendar file (RFC 5545). Public facts only: nobody's answer, nobody's name but the host's. */
export interface CalendarMeeting {
  readonly id: string;
  /** raised at each change: the calendar takes the higher one */
  readonly version: number;
  readonly title: string;
  readonly agenda: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly place: string;
  readonly mapUrl: string | null;
  readonly cancelled: boolean;
  readonly changedAt: Date;
}

const ZONE = 'Asia/Ho_Chi_Minh';
const USUAL_MS = 2 * 3_600_000;

// Việt Nam has kept one offset since 1975; a calendar that doesn't know the zone reads it here
const ZONE_BLOCK = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19750613T000000',
  'TZOFFSETFROM:+0700',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/** The file's text. The UID never changes; a meeting called off is `CANCELLED` under the same UID. */
export async function meetingCalendar(meeting: CalendarMeeting, host: string): Promise<string> {
  const { default: ical, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator');
  const calendar = ical({
    prodId: { company: 'Dân Biết', product: 'lịch họp', language: 'VI' },
    method: meeting.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
    timezone: { name: ZONE, generator: () => ZONE_BLOCK },
  });
  calendar.createEvent({
    id: `${meeting.id}@${host}`,
    sequence: meeting.version,
    // given as wall-clock text of the zone, so that the machine's own zone plays no part
    start: wall(meeting.startsAt),
    end: wall(meeting.endsAt ?? new Date(meeting.startsAt.getTime() + USUAL_MS)),
    timezone: ZONE,
    stamp: meeting.changedAt,
    summary: meeting.title,
    description: meeting.agenda,
    location: meeting.place,
    status: meeting.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(meeting.mapUrl === null ? {} : { url: meeting.mapUrl }),
  });
  return calendar.toString();
}

const wall = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19);
