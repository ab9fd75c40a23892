import { measuredOn, quantile, table } from '../figures.js';

export type DeskRun = {
  readonly store: 'embedded' | 'redis';
  /** ms, sorted. */
  readonly toBuyer: readonly number[];
  readonly toAgent: readonly number[];
  /** Of the desk's process, while they were measured. */
  readonly cores: number;
  readonly rssMb: number;
};

type About = {
  readonly at: Date;
  readonly loadBefore: number;
  readonly conversations: number;
  readonly agents: number;
  readonly rate: number;
  readonly seconds: number;
};

const GOAL = { p50: 50, p99: 200 };

/** The part of docs/benchmarks.md about buyers and agents who talk. */
export function deskSection(runs: readonly DeskRun[], about: About): string {
  const { at, loadBefore, conversations, agents, rate, seconds } = about;
  return `## Buyers and agents: ${conversations} open conversations

${measuredOn(at, loadBefore)} The desk, all pages and Redis share the machine.

${runs.flatMap((run) => [verdict(run.store, "agent's command to buyer's socket", run.toBuyer), verdict(run.store, "buyer's post to agent's socket", run.toAgent)]).join('\n')}

${tableOf(runs)}

${conversations} buyers with an open chat each have one of ${agents} agents, who have their pages open: the list of what is
theirs, and every conversation of theirs watched. For ${seconds} s agents and buyers write ${rate} messages a second each, in turn
in all conversations and whatever is still under way. Measured is from before the request is sent until the other side's
WebSocket has the message. An agent's words are a turn of the conversation, committed before they go out; a buyer's are on
their way as soon as they are accepted.

\`\`\`
npm run bench:desk                                    # prints
npm run bench:desk -- --write docs/benchmarks.md      # and into this page
npm run bench:desk -- --seconds 10 --store embedded   # a quick look
\`\`\``;
}

function verdict(store: string, what: string, times: readonly number[]): string {
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  const isMet = p50 < GOAL.p50 && p99 < GOAL.p99;
  return `* ${store}: ${what}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms: ${isMet ? 'met' : 'not met'} (goal: ${GOAL.p50}, ${GOAL.p99})`;
}

function tableOf(runs: readonly DeskRun[]): string {
  const row = (name: string, value: (run: DeskRun) => string) => [name, ...runs.map(value)];
  const spreadOf = (times: readonly number[]) =>
    [0.5, 0.95, 0.99, 1].map((part) => quantile(times, part).toFixed(1)).join(', ');
  return table([
    row('', ({ store }) => store),
    row('to the buyer: p50, p95, p99, most, ms', ({ toBuyer }) => spreadOf(toBuyer)),
    row('to the agent: p50, p95, p99, most, ms', ({ toAgent }) => spreadOf(toAgent)),
    row('messages', ({ toBuyer, toAgent }) => `${toBuyer.length} + ${toAgent.length}`),
    row('the desk: cores', ({ cores }) => cores.toFixed(2)),
    row('the desk: RSS, MB', ({ rssMb }) => rssMb.toFixed(0)),
  ]);
}
