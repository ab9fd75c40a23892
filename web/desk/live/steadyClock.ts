/** Put in by the build: the address of clockWorker.ts as it is served. */
declare const CLOCK_WORKER: string;

type Policy = { createScriptURL(url: string): string };
type WithPolicies = { readonly trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };

/**
 * Calls `tick` every so often, also in a tab that nobody has looked at for an hour: there a browser lets the page's own timers
 * run once a minute, and an agent of whom nothing is heard for 30 s loses their conversations.
 */
export function startSteadyClock(everyMs: number, tick: () => void): void {
  // The page's policy lets a worker be made of this one address, and of nothing else.
  const { trustedTypes } = globalThis as WithPolicies;
  const policy = trustedTypes?.createPolicy('refund-desk', {
    createScriptURL: (url) => {
      if (url !== CLOCK_WORKER) throw new TypeError('not the clock');
      return url;
    },
  });
  const worker = new Worker(policy ? policy.createScriptURL(CLOCK_WORKER) : CLOCK_WORKER);
  worker.onmessage = tick;
  worker.postMessage(everyMs);
}
