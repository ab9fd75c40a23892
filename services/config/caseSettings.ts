import { z } from 'zod';
import { SafeUrl, WEBHOOK_SECRET_FORM, WebhookSecrets } from './webhookForms.js';

/** Of the environment: where orders and cases are, and who hears of them. */
export const CASE_SETTINGS = {
  CASE_BACKEND: z.enum(['embedded', 'http']).optional(),
  CASE_BACKEND_URL: SafeUrl.refine(
    (text) => !/[?#]/.test(text),
    'expected an address without ? and #, below which orders and cases are',
  ).optional(),
  CASE_BACKEND_KEY: z
    .string()
    .regex(/^[!-~]{16,512}$/, 'expected 16 to 512 visible characters')
    .optional(),
  CASE_BACKEND_WEBHOOK_SECRETS: WebhookSecrets.optional(),
  CASE_WEBHOOK_URL: SafeUrl.optional(),
  CASE_WEBHOOK_SECRETS: WebhookSecrets.optional(),
};
const Settings = z.object(CASE_SETTINGS);
type Settings = z.infer<typeof Settings>;

export type CaseSettings =
  | {
      readonly kind: 'embedded';
      /** Who hears what happens to a case, and by which secrets they know that it is us: every one signs. */
      readonly webhook: { readonly url: string; readonly secrets: readonly string[] } | undefined;
    }
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly key: string;
      /** By which we know that an event is that system's: any one of them. */
      readonly webhookSecrets: readonly string[];
    };

export function caseSettingsOf(env: Settings): CaseSettings {
  const { CASE_BACKEND_URL: url, CASE_BACKEND_KEY: key, CASE_BACKEND_WEBHOOK_SECRETS: webhookSecrets } = env;
  // caseFaults has seen that they are there.
  if (env.CASE_BACKEND === 'http' && url && key && webhookSecrets)
    return { kind: 'http', url: url.replace(/\/+$/, ''), key, webhookSecrets };
  const { CASE_WEBHOOK_URL: to, CASE_WEBHOOK_SECRETS: secrets } = env;
  return { kind: 'embedded', webhook: to && secrets ? { url: to, secrets } : undefined };
}

/** Whoever names another system must not find out later that cases were kept elsewhere, or that nobody hears of them. */
export function caseFaults(env: Settings & { readonly API_KEY?: string | undefined }): readonly string[] {
  return env.CASE_BACKEND === 'http' ? httpFaults(env) : embeddedFaults(env);
}

const NEEDED = {
  CASE_BACKEND_URL: 'set it to the address below which your system has orders and cases',
  CASE_BACKEND_KEY: 'set it to the key that your system wants as Authorization: Bearer',
  CASE_BACKEND_WEBHOOK_SECRETS: `${WEBHOOK_SECRET_FORM}, the same for your system, which signs its events with it`,
} as const;
const OWN = {
  CASE_WEBHOOK_URL: 'your system tells its own events',
  CASE_WEBHOOK_SECRETS: 'your system tells its own events',
  API_KEY: 'orders and cases are not here, and /api would show none',
} as const;

function httpFaults(env: Parameters<typeof caseFaults>[0]): readonly string[] {
  return [
    ...names(NEEDED)
      .filter((name) => env[name] === undefined)
      .map((name) => `${name} is not set, though CASE_BACKEND is http: ${NEEDED[name]}.`),
    ...names(OWN)
      .filter((name) => env[name] !== undefined)
      .map((name) => `${name} is set, though CASE_BACKEND is http: leave it out, ${OWN[name]}.`),
  ];
}

function embeddedFaults(env: Settings): readonly string[] {
  const { CASE_WEBHOOK_URL: url, CASE_WEBHOOK_SECRETS: secrets } = env;
  return [
    ...names(NEEDED)
      .filter((name) => env[name] !== undefined)
      .map((name) => `${name} is set, though CASE_BACKEND is not http: set CASE_BACKEND to http, or leave it out.`),
    url === undefined && secrets !== undefined
      ? 'CASE_WEBHOOK_URL is not set, though CASE_WEBHOOK_SECRETS is: set it to where your system hears of cases, or leave both out.'
      : '',
    url !== undefined && secrets === undefined
      ? `CASE_WEBHOOK_SECRETS is not set, though CASE_WEBHOOK_URL is: ${WEBHOOK_SECRET_FORM}, the same for your system.`
      : '',
  ];
}

function names<K extends string>(table: Readonly<Record<K, string>>): readonly K[] {
  // Written here with just these keys.
  return Object.keys(table) as K[];
}
