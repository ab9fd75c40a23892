import process from 'node:process';
import type { CodeSender } from './codeSender.js';
import { httpCodeSender } from './httpCodeSender.js';
import { terminalCodeSender } from './terminalCodeSender.js';

/** Picks how codes are sent. undefined: not at all, and unverified buyers can only ask and draft. */
export function openCodeSender({
  codeWebhook,
  demo,
}: {
  readonly codeWebhook: { readonly url: string; readonly secret: string } | undefined;
  readonly demo: boolean;
}): CodeSender | undefined {
  if (codeWebhook !== undefined) return httpCodeSender(codeWebhook);
  return demo ? terminalCodeSender((text) => void process.stdout.write(text)) : undefined;
}
