import { words as desk } from '../words.js';

const words = desk.stats;

/** A figure in words, or a dash that is read as "no figure". */
export function Figure<T>({ of, as }: { readonly of: T | undefined; readonly as: (value: T) => string }) {
  if (of !== undefined) return <>{as(of)}</>;
  return (
    <>
      <span aria-hidden="true">{words.none}</span>
      <span class="stats-hidden">{words.noneSpoken}</span>
    </>
  );
}
