/** What the work ends with, or TurnTimeout when it takes longer: then it goes on, and nobody hears of it. */
export async function withinLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TurnTimeout()), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

export class TurnTimeout extends Error {
  override readonly name = 'TurnTimeout';
}
