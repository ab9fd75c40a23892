import type { Config } from './config.js';

export type Started = {
  readonly urls: readonly string[];
  readonly metricsUrl?: string | undefined;
  readonly signInLink?: string | undefined;
  readonly demoApiKey?: string | undefined;
};

/**
 * What the operator reads at start: where the pages are, which store is used, and what is not for production. The demo
 * agent's sign-in link comes last, alone on its line.
 */
export function startLines(config: Config, { urls, metricsUrl, signInLink, demoApiKey }: Started): readonly string[] {
  const [first] = urls;
  return [
    `Refund Desk is ready: ${first} (the chat alone: ${first}/chat)`,
    storeLine(config),
    ...caseLines(config),
    ...(config.rulesFile === undefined
      ? []
      : [`Rules: the published ones, with those of ${config.rulesFile} over them`]),
    ...(config.demo
      ? [
          'Demo: this machine only, one demo buyer with made-up orders. Not for production: set DIRECTLINE_SECRET to open it to your shop.',
        ]
      : []),
    ...codeLines(config),
    ...(config.desk === 'events'
      ? ['People: at another desk, which hears of buyers by handoff.initiate (DESK=events). /desk is not here.']
      : config.demo
        ? []
        : [`The desk for agents: ${config.deskSignIn.publicUrl ?? first}/desk; npm run agent:add adds them`]),
    ...(metricsUrl === undefined
      ? []
      : [`Metrics: ${metricsUrl}${config.metrics?.token === undefined ? '' : ', with METRICS_TOKEN'}`]),
    ...(demoApiKey === undefined && config.apiKey === undefined
      ? []
      : [
          `API of the shop and the platform: ${first}/api/docs, with ${demoApiKey === undefined ? 'API_KEY' : `the key ${demoApiKey}`}`,
        ]),
    ...(signInLink === undefined
      ? []
      : ['To answer buyers as the demo agent, open this link; it works once:', signInLink]),
  ];
}

function storeLine({ store, dataDir }: Config): string {
  if (store.kind === 'embedded') return `Store: embedded, kept in ${dataDir}`;
  const { kind, nodes } = store.address;
  const where = nodes.map(({ host, port }) => `${host}:${port}`).join(', ');
  const what = { node: 'redis', sentinel: 'redis by Sentinel', cluster: 'redis Cluster' }[kind];
  return `Store: ${what} at ${where}; evidence files in ${dataDir}, which every process must share`;
}

/** Where orders and cases are, when they are not in the store. */
function caseLines({ cases }: Config): readonly string[] {
  if (cases.kind === 'http') return [`Orders and cases: at ${new URL(cases.url).host}, which tells its events here`];
  return cases.webhook ? [`Cases: what happens to them is told to ${new URL(cases.webhook.url).host}`] : [];
}

/** How buyers whom no shop vouches for come to their orders. */
function codeLines({ botService, codeWebhook, demo }: Config): readonly string[] {
  if (codeWebhook !== undefined) return [`One-time codes: sent by ${new URL(codeWebhook.url).host}`];
  if (demo) return ['One-time codes for the Emulator: written here. Not for production.'];
  if (botService.bot === undefined) return [];
  return [
    'One-time codes: not sent. Buyers of POST /api/messages can only ask and draft: set CODE_WEBHOOK_URL and CODE_WEBHOOK_SECRET to let them prove an order.',
  ];
}
