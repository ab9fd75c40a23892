import { measuredOn, median, spread, table } from '../figures.js';
import { TURNS_OF_A_ROUND } from './longChat.js';

/** All of it a turn. */
export type LengthRound = {
  readonly ms: number;
  readonly cpuMs: number;
  readonly scripts: number;
  readonly kbRead: number;
  readonly kbWritten: number;
};
export type LengthRun = {
  readonly store: 'embedded' | 'redis';
  /** The buyer's messages in the conversation when the measuring began. */
  readonly before: number;
  readonly rounds: readonly LengthRound[];
};

type About = { readonly at: Date; readonly loadBefore: number; readonly rounds: number };

/** How much more the longest may cost than the shortest: within noise. */
const FLAT = { ms: 1.25, kb: 1.1 };

/** The part of docs/benchmarks.md about what a turn costs in a long conversation. */
export function lengthSection(runs: readonly LengthRun[], { at, loadBefore, rounds }: About): string {
  const stores = [...new Set(runs.map(({ store }) => store))];
  return `## A turn in a long conversation

${measuredOn(at, loadBefore)} Desk, Redis and driver share the machine.

${stores
  .map(
    (store) =>
      `* ${verdictOf(
        store,
        runs.filter((run) => run.store === store),
      )}`,
  )
  .join('\n')}

${tableOf(runs)}

A turn is a question that the rules answer, posted by HTTP, with its answer read on the WebSocket; one at a time. A conversation of 1,000
messages has as many answers too, and a greeting. ${rounds} round(s) of ${TURNS_OF_A_ROUND} turns at each length by turns; medians, in brackets the
least and the greatest round. Bytes are counted by Redis itself (its network, both ways), for the embedded store by the system
(what is written to the disk, in whole pages; it reads in place). What an idle desk uses in the same time is taken off.

\`\`\`
npm run bench:length                                    # prints
npm run bench:length -- --write docs/benchmarks.md      # and into this page
npm run bench:length -- --rounds 5 --store redis        # a quick look
\`\`\``;
}

function verdictOf(store: string, runs: readonly LengthRun[]): string {
  const sorted = [...runs].sort((one, other) => one.before - other.before);
  const [shortest, longest] = [sorted[0], sorted.at(-1)];
  if (!shortest || !longest) return `${store}: nothing was measured`;
  // Of the rounds' own ratios: what the machine did meanwhile fell on both.
  const ratio = (field: keyof LengthRound) =>
    median(longest.rounds.map((round, index) => round[field] / (shortest.rounds[index]?.[field] ?? Number.NaN)));
  const kb = store === 'redis' ? Math.max(ratio('kbRead'), ratio('kbWritten')) : ratio('kbWritten');
  const isFlat = ratio('ms') <= FLAT.ms && kb <= FLAT.kb;
  return (
    `${store}: ${longest.before} messages against ${shortest.before}: ${ratio('ms').toFixed(2)} of the time and ` +
    `${kb.toFixed(2)} of the bytes a turn: ${isFlat ? 'flat' : 'not flat'} (flat: at most ${FLAT.ms} and ${FLAT.kb})`
  );
}

function of(run: LengthRun, field: keyof LengthRound): number {
  return median(run.rounds.map((round) => round[field]));
}

function tableOf(runs: readonly LengthRun[]): string {
  const head = ['store', 'messages before', 'ms a turn', 'CPU of the desk, ms', 'scripts', 'KB read', 'KB written'];
  const rows = runs.map((run) => {
    const redis = (cell: string) => (run.store === 'redis' ? cell : '-');
    const all = (field: keyof LengthRound) => run.rounds.map((round) => round[field]);
    return [
      run.store,
      String(run.before),
      spread(all('ms'), 2),
      spread(all('cpuMs'), 2),
      redis(of(run, 'scripts').toFixed(2)),
      redis(spread(all('kbRead'), 2)),
      spread(all('kbWritten'), 1),
    ];
  });
  return table([head, ...rows]);
}
