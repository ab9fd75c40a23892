/**
 * The store cannot be reached, or takes nothing right now. Nothing was promised: the same call may be made again, and a
 * turn that met this is not to blame.
 */
export class StoreAwayError extends Error {
  override readonly name = 'StoreAwayError';
}

/** Whether this is what came of it, however it was wrapped on the way: the SDK's dialogs put it into `error`. */
export function isStoreAway(error: unknown): boolean {
  for (let [inner, depth]: [unknown, number] = [error, 0]; inner instanceof Error && depth < 8; depth += 1) {
    if (inner instanceof StoreAwayError) return true;
    inner = inner.cause ?? ('error' in inner ? inner.error : undefined);
  }
  return false;
}
