const ONE_DAY = 86_400_000;

/**
 * When a message was sent: what Zalo says, unless it says nothing or a time more than a day ahead of ours; then the time
 * of arrival, so that one wrong clock neither closes the message window nor sorts a message behind all others.
 */
export function arrival(at: number | null, now: Date): Date {
  return at === null || at > now.getTime() + ONE_DAY ? now : new Date(at);
}
