import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { z } from 'zod';
import { type Config, readConfig } from '../config/config.js';
import { openRecordsBeside } from '../storage/openStorage.js';
import type { Records } from '../storage/records.js';

/** An agent's name for signing in: easy to type and to read out. */
export const AgentId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'expected small letters, digits and . _ -, at most 64, such as ada');

/** Something that whoever typed the command can mend. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Runs a command on the store of the settings, also while the desk runs. What goes wrong is one line on standard error. */
export async function runCommand(command: (records: Records, config: Config) => Promise<string>): Promise<void> {
  try {
    const config = readConfig(process.env);
    const { store, dataDir } = config;
    const storage = await openRecordsBeside(store.kind === 'embedded' ? { ...store, dataDir } : store);
    try {
      process.stdout.write(`${await command(storage.records, config)}\n`);
    } finally {
      await storage.close();
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Throws CommandError that names the option. */
export function parseOptions<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new CommandError(lines.join('\n'));
}

/** From the terminal, unseen and twice; else the first line of standard input. Never an argument, which others can see. */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    let text = '';
    for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
    return text.split(/\r?\n/, 1)[0] ?? '';
  }
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const ask = async (prompt: string): Promise<string> => {
    process.stderr.write(prompt);
    const answer = await terminal.question('');
    process.stderr.write('\n');
    return answer;
  };
  try {
    const password = await ask('Password: ');
    if ((await ask('Once more: ')) !== password)
      throw new CommandError('The two are not the same. Nothing was changed.');
    return password;
  } finally {
    terminal.close();
  }
}
