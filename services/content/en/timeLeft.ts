const HOUR_MS = 3_600_000;

/** "3 days left", "5 hours left": rounded down, so that nobody is promised more. */
export function timeLeft(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  if (hours < 1) return 'less than an hour left';
  if (hours < 48) return hours === 1 ? '1 hour left' : `${hours} hours left`;
  return `${Math.floor(hours / 24)} days left`;
}
