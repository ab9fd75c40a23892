import { readFileSync } from 'node:fs';

/** MB that a process has in memory; `anonymous` without the pages of its files, which the system may take back. NaN without /proc. */
export function memoryOf(pid: number | undefined): { readonly rssMb: number; readonly anonymousMb: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1_024;
    return { rssMb: mb('VmRSS'), anonymousMb: mb('RssAnon') };
  } catch {
    return { rssMb: Number.NaN, anonymousMb: Number.NaN };
  }
}
