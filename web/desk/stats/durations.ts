import { words as desk } from '../words.js';

const { unit } = desk.stats;

/** "45 s", "4 min 10 s", "3 h 20 min", "2 d 3 h": two units, as far as they tell. */
export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return count(seconds, unit.second);
  if (seconds < 3_600) return two(seconds, 60, unit.minute, 1, unit.second);
  if (seconds < 86_400) return two(seconds, 3_600, unit.hour, 60, unit.minute);
  return two(seconds, 86_400, unit.day, 3_600, unit.hour);
}

function two(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % large) / small);
  const first = count(Math.floor(seconds / large), largeUnit);
  return rest === 0 ? first : `${first} ${count(rest, smallUnit)}`;
}

/** A number is not parted from its unit where the line ends. */
function count(of: number, unitName: string): string {
  return `${of}\u00a0${unitName}`;
}
