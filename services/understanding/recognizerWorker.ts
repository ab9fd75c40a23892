import { parentPort } from 'node:worker_threads';
import recognizers from '@microsoft/recognizers-text-suite';
import type { Rewording } from './secondOpinion.js';

/** What the pool sends: one text at a time. */
export type RecognizerRequest = { readonly id: number; readonly text: string; readonly today: string };
/** `ready` comes once, after the first use of each recognizer, which is the slow one. */
export type RecognizerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly id: number; readonly rewordings: readonly Rewording[] };

const CULTURE = 'en-us';
/** Words that are days or months and mostly something else: "it may be", "it sat in customs". */
const ORDINARY = new Set([
  'may',
  'march',
  'mar',
  'sat',
  'sun',
  'wed',
  'second',
  'now',
  'today',
  'day',
  'a day',
  'the day',
]);
const WHOLE = /^\d{1,9}$/;
const LETTER = /[a-z]/i;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

function answer(reply: RecognizerReply): void {
  parentPort?.postMessage(reply);
}

function read(text: string, today: string): Rewording[] {
  return [...readDates(text, today), ...readNumbers(text)];
}

function readNumbers(text: string): Rewording[] {
  return recognizers.recognizeNumber(text, CULTURE).flatMap((found) => {
    // "fifty out of two hundred" is one fraction for the library; the scanners want both numbers.
    const of = found.text.indexOf(' out of ');
    if (of === -1) return wholeNumber(found.text, found.start);
    const second = of + ' out of '.length;
    return [
      ...wholeNumber(found.text.slice(0, of), found.start),
      ...wholeNumber(found.text.slice(second), found.start + second),
    ];
  });
}

/** A text that is one whole number in words, as figures. */
function wholeNumber(text: string, at: number): Rewording[] {
  if (!LETTER.test(text)) return [];
  const [only, ...more] = recognizers.recognizeNumber(text, CULTURE);
  const value: unknown = only?.resolution?.value;
  const whole =
    more.length === 0 && only?.text.length === text.length && typeof value === 'string' && WHOLE.test(value);
  return whole ? [{ at, end: at + text.length, as: value }] : [];
}

/** The latest reading of each date that is not in the future. */
function readDates(text: string, today: string): Rewording[] {
  // Noon of that day in this process's zone: the recognizer's calendar is the process's.
  const reference = new Date(`${today}T12:00:00`);
  return recognizers.recognizeDateTime(text, CULTURE, undefined, reference).flatMap((found) => {
    if (!found.typeName.endsWith('.date') || ORDINARY.has(found.text.toLowerCase()) || !LETTER.test(found.text))
      return [];
    const past = datesOf(found.resolution)
      .filter((day) => day <= today)
      .sort();
    const latest = past.at(-1);
    return latest === undefined ? [] : [{ at: found.start, end: found.end + 1, as: latest }];
  });
}

function datesOf(resolution: unknown): string[] {
  if (typeof resolution !== 'object' || resolution === null || !('values' in resolution)) return [];
  const { values } = resolution;
  if (!Array.isArray(values)) return [];
  return values.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('value' in one)) return [];
    return typeof one.value === 'string' && ISO_DAY.test(one.value) ? [one.value] : [];
  });
}

read('three hundred cartons, last friday', '2026-01-01');
parentPort?.on('message', ({ id, text, today }: RecognizerRequest) => {
  let rewordings: Rewording[] = [];
  try {
    rewordings = read(text, today);
  } catch {
    // A text that the library cannot take is a text without an answer; the next one is not its fault.
  }
  answer({ kind: 'read', id, rewordings });
});
answer({ kind: 'ready' });
