import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/** What the bench may ask of a server, over the channel that it was forked with. */
export type Question = { readonly ask: 'usage' } | { readonly ask: 'profile'; readonly file?: string };
/** `cpuMs`: user and system, since the start. */
export type Usage = { readonly cpuMs: number; readonly rssBytes: number };
export type Ready = { readonly port: number };

/** Says that the server listens, and answers what the bench asks. The server ends with the bench. */
export function answerBench(port: number): void {
  const session = new Session();
  process.on('disconnect', () => process.exit(0));
  process.on('message', async (question: Question) => {
    if (question.ask === 'profile') await profile(session, question.file);
    const { user, system } = process.cpuUsage();
    tell({ cpuMs: (user + system) / 1_000, rssBytes: process.memoryUsage.rss() } satisfies Usage);
  });
  tell({ port } satisfies Ready);
}

/** Without a file it begins, with one it ends there. */
async function profile(session: Session, file: string | undefined): Promise<void> {
  if (file === undefined) {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
    return;
  }
  const { profile: taken } = await session.post('Profiler.stop');
  session.disconnect();
  writeFileSync(file, JSON.stringify(taken));
}

function tell(message: Ready | Usage): void {
  process.send?.(message);
}
