import { measuredOn, table } from '../figures.js';
import type { Heard } from './socketsClient.js';

type Memory = { readonly asItStoodMb: number; readonly rssMb: number; readonly anonymousMb: number };

export type SocketsRun = {
  readonly store: 'embedded' | 'redis';
  readonly memory: { readonly before: Memory; readonly after: Memory; readonly afterwards: Memory };
  readonly begun: Spent;
  readonly connected: Spent;
  readonly said: { readonly writtenMs: number; readonly readMs: number; readonly cpuMs: number; readonly heard: Heard };
  readonly back: {
    readonly open: number;
    readonly afterMs: number;
    readonly stopMs: number;
    readonly startMs: number;
    /** Tries to come back that failed. */
    readonly misses: number;
    readonly cpuMs: number;
    readonly heard: Heard;
  };
};

/** `cpuMs`: of the desk. */
type Spent = { readonly seconds: number; readonly cpuMs: number };

type About = { readonly at: Date; readonly loadBefore: number; readonly sockets: number; readonly openFiles: number };

const GOAL = { kbEach: 15, rssMb: 400, readMs: 1_000, backMs: 20_000 };

/** The part of docs/benchmarks.md about many open chats. */
export function socketsSection(runs: readonly SocketsRun[], { at, loadBefore, sockets, openFiles }: About): string {
  const count = sockets.toLocaleString('en');
  return `## ${count} open chats on one process

${measuredOn(at, loadBefore)} The desk, two client processes and Redis share the machine; a process may have ${openFiles} files open.

${runs.map((run) => verdictsOf(run, sockets)).join('\n')}

${tableOf(runs, sockets)}

Each is a buyer's conversation of its own, with a token of its own and the stream address that the desk gives out, read by two
client processes. Streams do not compress (\`permessage-deflate\` is off in the desk). RSS is read before and after the
streams are opened, each time after a full collection of garbage; "as it stood" is what it was before that. Anonymous is
RSS without the pages of files, which for the embedded store are its database.

Said to all: a line is written into every conversation in the two durable steps by which whatever is not an answer gets there
(accepted into the inbox, its turn committed; only the bot does not think). It counts from before the first line is
written until the last socket has read its own; late is a line's own time, from before it is written until it is read.

Restarted: the process is stopped as an operator does it, and started again; the clients come back 3 to 15 s later, by chance,
as Web Chat's do. Another line is written to all while they are away. Every client checks that the lines it reads follow each
other without a gap or a repetition.

\`\`\`
npm run bench:sockets                                    # prints
npm run bench:sockets -- --write docs/benchmarks.md      # and into this page
npm run bench:sockets -- --sockets 1000 --store redis    # a quick look
npm run bench:sockets -- --profile <folder>              # V8 profiles of the desk, saying to all and after the restart
\`\`\``;
}

function verdictsOf({ store, memory, said, back }: SocketsRun, sockets: number): string {
  const kbEach = ((memory.after.rssMb - memory.before.rssMb) * 1_024) / sockets;
  const missed = sockets - back.heard.chats;
  return [
    `${store}: ${kbEach.toFixed(1)} KB each, ${memory.after.rssMb.toFixed(0)} MB in all: ${met(kbEach <= GOAL.kbEach && memory.after.rssMb <= GOAL.rssMb)} (goal: ${GOAL.kbEach} KB, ${GOAL.rssMb} MB)`,
    `${store}: said to ${sockets}, each in two durable steps, and read by ${said.heard.chats} within ${said.readMs} ms: ${met(said.heard.chats === sockets && said.readMs <= GOAL.readMs)} (goal: ${GOAL.readMs} ms)`,
    `${store}: each line by itself, from before it is written until it is read: ${said.heard.most.toFixed(0)} ms at most: ${met(said.heard.chats === sockets && said.heard.most <= GOAL.readMs)} (goal: ${GOAL.readMs} ms)`,
    `${store}: restarted, ${back.open} back after ${(back.afterMs / 1_000).toFixed(1)} s, ${missed} lines missed, ${back.heard.faults} gaps or repetitions: ${met(back.open === sockets && back.afterMs <= GOAL.backMs && missed === 0 && back.heard.faults === 0)} (goal: all within ${GOAL.backMs / 1_000} s, 0, 0)`,
  ]
    .map((line) => `* ${line}`)
    .join('\n');
}

function met(isMet: boolean): string {
  return isMet ? 'met' : 'not met';
}

function tableOf(runs: readonly SocketsRun[], sockets: number): string {
  const row = (title: string, cell: (run: SocketsRun) => string) => [title, ...runs.map(cell)];
  const mb = ({ rssMb, asItStoodMb }: Memory) => `${rssMb.toFixed(0)} (${asItStoodMb.toFixed(0)} as it stood)`;
  const each = (run: SocketsRun, of: 'rssMb' | 'anonymousMb') =>
    (((run.memory.after[of] - run.memory.before[of]) * 1_024) / sockets).toFixed(1);
  const pace = ({ seconds, cpuMs }: Spent) => `${(sockets / seconds).toFixed(0)}, ${(cpuMs / sockets).toFixed(2)}`;
  return table([
    ['', ...runs.map(({ store }) => store)],
    row('conversations begun, no stream: RSS, MB', ({ memory }) => mb(memory.before)),
    row('all streams open: RSS, MB', ({ memory }) => mb(memory.after)),
    row('after the line to all: RSS, MB', ({ memory }) => mb(memory.afterwards)),
    row('a socket: RSS, KB', (run) => each(run, 'rssMb')),
    row('a socket: anonymous, KB', (run) => each(run, 'anonymousMb')),
    row('conversations begun: a second, CPU ms each', ({ begun }) => pace(begun)),
    row('streams opened: a second, CPU ms each', ({ connected }) => pace(connected)),
    row('said to all: written, ms', ({ said }) => said.writtenMs.toFixed(0)),
    row('said to all: read by the last, ms', ({ said }) => said.readMs.toFixed(0)),
    row('said to all: CPU, ms a line', ({ said }) => (said.cpuMs / sockets).toFixed(2)),
    row('a line late: p50, p99, most, ms', ({ said }) => late(said.heard)),
    row('restart: to stop, to start, s', ({ back }) => `${inSeconds(back.stopMs)}, ${inSeconds(back.startMs)}`),
    row('restart: tries that failed', ({ back }) => String(back.misses)),
    row('restart: all back after, s', ({ back }) => inSeconds(back.afterMs)),
    row('restart: CPU with start and the line to all, s', ({ back }) => inSeconds(back.cpuMs)),
  ]);
}

function late({ p50, p99, most }: Heard): string {
  return [p50, p99, most].map((ms) => ms.toFixed(0)).join(', ');
}

function inSeconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
