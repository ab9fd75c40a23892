import type { Conversation } from './talk.js';

type Cases = Conversation['cases'];

/** The order system of a conversation, which does not answer while `isAway`. */
export function casesAway(cases: () => Cases, isAway: () => boolean): Cases {
  return new Proxy({} as Cases, {
    get:
      (_, name) =>
      async (...given: unknown[]) => {
        if (isAway()) throw new Error('connect ECONNREFUSED 10.0.0.7:443');
        const method: unknown = Reflect.get(cases(), name);
        return typeof method === 'function' ? Reflect.apply(method, cases(), given) : method;
      },
  });
}
