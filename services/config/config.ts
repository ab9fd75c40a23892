import { z } from 'zod';
import { ALWAYS, type BusinessHours, HoursText } from '../desk/businessHours.js';
import type { RuleNumbers } from '../refunds/ruleNumbers.js';
import { StoreAddress } from '../storage/storeAddress.js';
import { LOG_LEVELS } from '../telemetry/log.js';
import { CASE_SETTINGS, type CaseSettings, caseFaults, caseSettingsOf } from './caseSettings.js';
import { DESK_SIGN_IN, type DeskSignIn, signInFaults, signInOf } from './deskSignIn.js';
import { isLoopback } from './isLoopback.js';
import { readRules } from './readRules.js';
import { SafeUrl, WEBHOOK_SECRET_FORM, WebhookSecret } from './webhookForms.js';

/** `name` or `*.name`, lower case, without scheme, port or path; no bare addresses, which would let this network be called. */
const ServiceHost = z
  .string()
  .regex(
    /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'expected hosts such as *.botframework.com',
  );

/** Everything that the environment may say. Parsed once, at start; every fault is reported at once. */
const Environment = z.object({
  PORT: z.coerce.number<string>().int().min(0).max(65_535).default(3978),
  HOST: z.string().min(1).max(255).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  STORE: z.enum(['embedded', 'redis']).default('embedded'),
  REDIS_URL: StoreAddress.optional(),
  ACCEPT_DATA_LOSS: z.enum(['yes', 'no']).default('no'),
  ...CASE_SETTINGS,
  DIRECTLINE_SECRET: z.string().min(32, 'expected at least 32 characters').optional(),
  ALLOWED_ORIGINS: z.string().default('').transform(listed),
  PROXY_HOPS: z.coerce.number<string>().int().min(0).max(5).default(0),
  MicrosoftAppId: z.string().min(1).optional(),
  MicrosoftAppPassword: z.string().min(1).optional(),
  MicrosoftAppType: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).default('MultiTenant'),
  MicrosoftAppTenantId: z.string().min(1).optional(),
  REFUND_RULES_FILE: z.string().min(1).optional(),
  SERVICE_URL_HOSTS: z.string().transform(listed).pipe(z.array(ServiceHost).min(1)).optional(),
  CODE_WEBHOOK_URL: SafeUrl.optional(),
  CODE_WEBHOOK_SECRET: WebhookSecret.optional(),
  DESK: z.enum(['own', 'events']).default('own'),
  DESK_HOURS: HoursText.optional(),
  ...DESK_SIGN_IN,
  METRICS_PORT: z.coerce.number<string>().int().min(0).max(65_535).optional(),
  METRICS_TOKEN: z.string().min(16, 'expected at least 16 characters').optional(),
  DEMO_CLOCK: z.enum(['on', 'off']).optional(),
  API_KEY: z.string().min(32, 'expected at least 32 characters').optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  LOG_MESSAGE_TEXT: z.enum(['yes', 'no']).default('no'),
  KEEP_DAYS: z.coerce.number<string>().int().min(30).max(3_650).default(365),
  INBOX_LIMIT: z.coerce.number<string>().int().min(1).max(10_000).default(200),
  BURST_LIMIT: z.coerce.number<string>().int().min(1).max(10_000).default(120),
});

/** Every variable that is read; any other is nobody's. */
export const SETTING_NAMES: readonly string[] = Object.keys(Environment.shape);

export type Config = {
  readonly port: number;
  readonly hosts: readonly string[];
  /** Of the embedded store and of evidence files. Processes on one Redis share it. */
  readonly dataDir: string;
  readonly store:
    | { readonly kind: 'embedded' }
    | {
        readonly kind: 'redis';
        readonly address: StoreAddress;
        /** Also on a Redis whose restart loses what was acknowledged. */
        readonly acceptDataLoss: boolean;
      };
  /** Where orders and cases are. */
  readonly cases: CaseSettings;
  /** Authorises the platform's side, /api. Absent: the demo makes one, and elsewhere there is no /api. */
  readonly apiKey: string | undefined;
  readonly directLine: {
    readonly secret: string | undefined;
    readonly allowedOrigins: readonly string[];
    readonly proxyHops: number;
  };
  readonly botService: {
    /** The bot as it is registered with Azure. */
    readonly bot:
      | {
          readonly appId: string;
          readonly password: string | undefined;
          readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
          readonly tenantId: string | undefined;
        }
      | undefined;
    /** Where replies may go, instead of Azure's public hosts. */
    readonly serviceHosts: readonly string[] | undefined;
  };
  /** Where one-time codes for unverified buyers go: the shop's, which knows their addresses. */
  readonly codeWebhook: { readonly url: string; readonly secret: string } | undefined;
  /** Where people answer: at ours, or at another that is reached by the Bot Framework's handoff events. */
  readonly desk: 'own' | 'events';
  /** When people are at the desk. */
  readonly deskHours: BusinessHours;
  /** How agents prove who they are. */
  readonly deskSignIn: DeskSignIn;
  /** The numbers that the policy decides by and the answers name: one and the same. */
  readonly rules: RuleNumbers;
  readonly rulesFile: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Where Prometheus may look: on a port of its own, or on the main one with a token; with both, who shows it there. */
  readonly metrics: { readonly port: number | undefined; readonly token: string | undefined } | undefined;
  /** What buyers wrote may stand in the log, where they picked a meaning for it. */
  readonly logsText: boolean;
  /** How long a conversation in which nothing happens is kept, with STORE=redis. */
  readonly keepDays: number;
  readonly limits: { readonly inbox: number; readonly burst: number };
  /** None of MicrosoftAppId, DIRECTLINE_SECRET, CASE_BACKEND set: loopback only, one demo buyer, demo orders. */
  readonly demo: boolean;
  /** The demo's clock can be moved ahead. */
  readonly demoClock: boolean;
};

/** Lists every fault, one a line, with the variable's name and what is expected; never a value that may be secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment. Throws ConfigError where a setting is unreadable or unsafe. An empty variable counts as unset. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const env = parsed.data;
  const demo =
    env.MicrosoftAppId === undefined && env.DIRECTLINE_SECRET === undefined && env.CASE_BACKEND === undefined;
  const host = env.HOST;
  const { rules, faults: ruleFaults } = readRules(env.REFUND_RULES_FILE);
  const faults = [
    demo && host !== undefined && !isLoopback(host)
      ? `HOST is "${host}", which others can reach, and DIRECTLINE_SECRET is not set: set DIRECTLINE_SECRET to 32 or more random characters, or leave HOST out to stay on this machine.`
      : '',
    !demo && env.DIRECTLINE_SECRET === undefined
      ? 'DIRECTLINE_SECRET is not set, though MicrosoftAppId or CASE_BACKEND is: set it to 32 or more random characters, the same for the server of your shop.'
      : '',
    !demo && env.DEMO_CLOCK === 'on'
      ? 'DEMO_CLOCK is on, and this is not the demo: leave it out, because the dates of real cases go by the real time.'
      : '',
    ...storeFaults(env),
    ...caseFaults(env),
    ...botFaults(env),
    ...webhookFaults(env),
    ...signInFaults(env),
    ...deskFaults(env),
    env.METRICS_PORT !== undefined && env.METRICS_PORT !== 0 && env.METRICS_PORT === env.PORT
      ? 'METRICS_PORT is the same as PORT: set it to another one, or leave it out and set METRICS_TOKEN.'
      : '',
    ...ruleFaults,
  ].filter((fault) => fault !== '');
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return {
    port: env.PORT,
    hosts: host !== undefined ? [host] : demo ? ['127.0.0.1', '::1'] : ['0.0.0.0'],
    dataDir: env.DATA_DIR,
    store: storeOf(env),
    cases: caseSettingsOf(env),
    directLine: { secret: env.DIRECTLINE_SECRET, allowedOrigins: env.ALLOWED_ORIGINS, proxyHops: env.PROXY_HOPS },
    botService: { bot: botOf(env), serviceHosts: env.SERVICE_URL_HOSTS },
    codeWebhook: webhookOf(env),
    desk: env.DESK,
    deskHours: env.DESK_HOURS ?? ALWAYS,
    deskSignIn: signInOf(env),
    rules,
    rulesFile: env.REFUND_RULES_FILE,
    metrics:
      env.METRICS_PORT === undefined && env.METRICS_TOKEN === undefined
        ? undefined
        : { port: env.METRICS_PORT, token: env.METRICS_TOKEN },
    apiKey: env.API_KEY,
    logLevel: env.LOG_LEVEL,
    logsText: env.LOG_MESSAGE_TEXT === 'yes',
    keepDays: env.KEEP_DAYS,
    limits: { inbox: env.INBOX_LIMIT, burst: env.BURST_LIMIT },
    demo,
    demoClock: demo && env.DEMO_CLOCK !== 'off',
  };
}

function storeOf({ STORE, REDIS_URL: address, ACCEPT_DATA_LOSS }: z.infer<typeof Environment>): Config['store'] {
  if (STORE === 'embedded' || address === undefined) return { kind: 'embedded' };
  return { kind: STORE, address, acceptDataLoss: ACCEPT_DATA_LOSS === 'yes' };
}

/** Whoever names a Redis must not find out later that everything was kept elsewhere. */
function storeFaults({ STORE, REDIS_URL }: z.infer<typeof Environment>): readonly string[] {
  if ((STORE === 'redis') === (REDIS_URL !== undefined)) return [];
  return STORE === 'redis'
    ? ['REDIS_URL is not set, though STORE is redis: set it to redis://host:port of your Redis.']
    : ['REDIS_URL is set, though STORE is embedded: set STORE to redis, or leave REDIS_URL out.'];
}

function botOf(env: z.infer<typeof Environment>): Config['botService']['bot'] {
  if (env.MicrosoftAppId === undefined) return undefined;
  const { MicrosoftAppId: appId, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenantId } = env;
  return { appId, password, type: env.MicrosoftAppType, tenantId };
}

function botFaults(env: z.infer<typeof Environment>): readonly string[] {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: password, MicrosoftAppType: type } = env;
  if (appId === undefined) {
    // Half a registration would leave /api/messages unchecked while its owner believes it is not.
    return password === undefined
      ? []
      : ['MicrosoftAppId is not set, though MicrosoftAppPassword is: set both or none.'];
  }
  const isManaged = type === 'UserAssignedMSI';
  return [
    !isManaged && password === undefined
      ? 'MicrosoftAppPassword is not set, though MicrosoftAppId is: set it to a client secret of the bot, or MicrosoftAppType to UserAssignedMSI.'
      : '',
    isManaged && password !== undefined
      ? 'MicrosoftAppPassword is set, though MicrosoftAppType is UserAssignedMSI, which has none: leave it out.'
      : '',
    type !== 'MultiTenant' && env.MicrosoftAppTenantId === undefined
      ? `MicrosoftAppTenantId is not set, though MicrosoftAppType is ${type}: set it to the tenant of the bot.`
      : '',
  ];
}

function webhookOf(env: z.infer<typeof Environment>): Config['codeWebhook'] {
  const { CODE_WEBHOOK_URL: url, CODE_WEBHOOK_SECRET: secret } = env;
  return url !== undefined && secret !== undefined ? { url, secret } : undefined;
}

/** Without a signature the shop could not tell our calls from anybody's. */
function webhookFaults({ CODE_WEBHOOK_URL: url, CODE_WEBHOOK_SECRET: secret }: z.infer<typeof Environment>) {
  if ((url === undefined) === (secret === undefined)) return [];
  return url === undefined
    ? [
        'CODE_WEBHOOK_URL is not set, though CODE_WEBHOOK_SECRET is: set it to the address of your webhook, or leave both out.',
      ]
    : [
        `CODE_WEBHOOK_SECRET is not set, though CODE_WEBHOOK_URL is: ${WEBHOOK_SECRET_FORM}, the same for the server of your shop.`,
      ];
}

/** Another desk has its own hours. */
function deskFaults({ DESK, DESK_HOURS }: z.infer<typeof Environment>): readonly string[] {
  if (DESK === 'own' || DESK_HOURS === undefined) return [];
  return ['DESK_HOURS is set, though DESK is events: leave it out, the other desk has its own hours.'];
}

function listed(list: string): readonly string[] {
  return list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
