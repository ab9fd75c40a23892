import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the bench may ask of one of its processes, over the channel that it was forked with; `ask` is its name. */
export type Question = { readonly ask: string; readonly [more: string]: string | number | boolean | undefined };
export type Answer = object | undefined;
/** `cpuMs`: user and system, since the start. */
export type Usage = { readonly cpuMs: number; readonly rssBytes: number };
export type Ready = { readonly port: number };

/** How a question is answered. What it throws ends the process, and so the bench. */
export type Answers = Readonly<Record<string, (question: Question) => Answer | Promise<Answer>>>;

/**
 * Says that the process is ready, and answers what the bench asks: `usage` (after a full collection of garbage with
 * `collected`), `profile` (begins without a file, and ends into it), and `more`. The process ends with the bench.
 */
export function answerBench(port: number, more: Answers = {}): void {
  const session = new Session();
  const answers: Answers = {
    usage: ({ collected }) => usage(collected === true),
    profile: ({ file }) => profile(session, typeof file === 'string' ? file : undefined),
    ...more,
  };
  process.on('disconnect', () => process.exit(0));
  process.on('message', async (question: Question) => {
    const answer = answers[question.ask];
    if (!answer) throw new Error(`bench: nobody here answers "${question.ask}"`);
    tell((await answer(question)) ?? {});
  });
  tell({ port } satisfies Ready);
}

function usage(isCollected: boolean): Usage {
  if (isCollected) collectGarbage();
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000, rssBytes: process.memoryUsage.rss() };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}

async function profile(session: Session, file: string | undefined): Promise<Answer> {
  if (file === undefined) {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
    return undefined;
  }
  const { profile: taken } = await session.post('Profiler.stop');
  session.disconnect();
  writeFileSync(file, JSON.stringify(taken));
  return undefined;
}

function tell(message: object): void {
  process.send?.(message);
}
