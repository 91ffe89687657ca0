/** Time limits for what must be answered. */

export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** The result of `work`, or TooSlow after `ms`; the work itself goes on. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`not done within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {}); // a failure after the answer was given is logged where it happens
  }
}
