import { expect } from 'chai';
import { z } from 'zod';
import { readDockerfile } from './support/dockerfile.js';
import { MADE_UP, startedWith, unknownSettings } from './support/settings.js';
import { readText, readYaml } from './support/templates.js';

const Service = z.object({
  image: z.string(),
  environment: z.record(z.string(), z.string()).default({}),
  command: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  stop_grace_period: z.string().optional(),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
});

/** What an operator writes into .env: no more than README of the folder asks for. */
const WRITTEN = {
  CERTIFICATES: '/etc/letsencrypt/live/desk.example',
  ALLOWED_ORIGINS: 'https://shop.example',
  DIRECTLINE_SECRET: MADE_UP.directLineSecret,
  REDIS_PASSWORD: MADE_UP.redisPassword,
};
const BOTS = ['bot1', 'bot2', 'bot3'];

describe('compose.yaml', () => {
  let compose: z.infer<typeof Compose>;
  let text: string;
  before(async () => {
    compose = await readYaml('docker/compose.yaml', Compose);
    text = await readText('deploymentTemplates/docker/compose.yaml');
  });
  const service = (name: string) => Service.parse(compose.services[name]);

  it('has three bots that are the same, a proxy and a Redis', () => {
    expect(Object.keys(compose.services)).to.deep.equal([...BOTS, 'proxy', 'redis']);
    for (const name of BOTS) expect(service(name)).to.deep.equal(service('bot1'));
  });

  it('sets only what is read, and the bots start with it', () => {
    const { environment } = service('bot1');
    expect(unknownSettings(environment)).to.deep.equal([]);
    const config = startedWith(filledAll(environment, WRITTEN));
    expect(config).to.include({ demo: false });
    expect(config.directLine).to.include({ proxyHops: 1 });
    expect(config.store).to.nested.include({ kind: 'redis', acceptDataLoss: false });
    expect(config.store).to.deep.nested.include({
      'address.nodes': [{ host: 'redis', port: 6379 }],
      'address.password': MADE_UP.redisPassword,
    });
  });

  it('takes a bot that is registered with Azure, and a webhook for codes', () => {
    const more = {
      MicrosoftAppId: 'app',
      MicrosoftAppPassword: 'secret',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: 'tenant',
      CODE_WEBHOOK_URL: 'https://shop.example/codes',
      CODE_WEBHOOK_SECRET: MADE_UP.webhookSecret,
    };
    const config = startedWith(filledAll(service('bot1').environment, { ...WRITTEN, ...more }));
    expect(config.botService.bot).to.include({ appId: 'app', tenantId: 'tenant' });
    expect(config.codeWebhook?.secret).to.equal(MADE_UP.webhookSecret);
  });

  for (const name of Object.keys(WRITTEN)) {
    it(`does not start without ${name}, and says where to set it`, () => {
      expect(() => filled(text, { ...WRITTEN, [name]: '' })).to.throw(`${name}: set it in .env`);
    });
  }

  it('holds no secret itself', () => {
    const holders = Object.values(compose.services).flatMap(({ environment }) => Object.entries(environment));
    const secrets = holders.filter(([name]) => /SECRET|PASSWORD|AUTH|TOKEN/i.test(name));
    expect(secrets.map(([name]) => name)).to.include.members(['DIRECTLINE_SECRET', 'REDISCLI_AUTH']);
    for (const [name, value] of secrets) expect(value, name).to.match(/^\$\{\w+:[?-][^}]*\}$/);
    expect(service('bot1').environment['REDIS_URL']).to.match(/^redis:\/\/:\$\{REDIS_PASSWORD:\?[^}]+\}@/);
  });

  it('keeps what is acknowledged: a Redis that writes everything down and forgets nothing', () => {
    const { command, image, volumes } = service('redis');
    const flag = (name: string) => command[command.indexOf(name) + 1];
    expect([flag('--appendonly'), flag('--maxmemory-policy')]).to.deep.equal(['yes', 'noeviction']);
    expect(flag('--requirepass')).to.match(/^\$\{REDIS_PASSWORD:\?/);
    expect(Number(/^redis:(\d+)/.exec(image)?.[1])).to.be.at.least(7);
    expect(volumes).to.deep.equal(['conversations:/data']);
  });

  it('gives all bots one folder, and time for turns under way', async () => {
    const dataDir = (await readDockerfile()).at(-1)?.environment['DATA_DIR'];
    const { volumes, stop_grace_period, read_only, cap_drop, depends_on } = service('bot1');
    expect(volumes).to.deep.equal([`evidence:${dataDir}`]);
    expect(Number(/^(\d+)s$/.exec(stop_grace_period ?? '')?.[1])).to.be.greaterThan(12);
    expect({ read_only, cap_drop }).to.deep.equal({ read_only: true, cap_drop: ['ALL'] });
    expect(depends_on).to.deep.equal({ redis: { condition: 'service_healthy' } });
  });

  it('lets the world reach the proxy alone, and the proxy no Redis', () => {
    const open = Object.entries(compose.services).filter(([, { ports }]) => ports.length > 0);
    expect(open.map(([name]) => name)).to.deep.equal(['proxy']);
    expect(compose.networks).to.deep.equal({ front: null, store: { internal: true } });
    expect([service('proxy').networks, service('redis').networks]).to.deep.equal([['front'], ['store']]);
  });

  it('has nginx send to every bot, at the port where they listen', async () => {
    const nginx = await readText('deploymentTemplates/docker/nginx.conf');
    const upstreams = [...nginx.matchAll(/^\t+server (\S+) resolve /gm)].map(([, upstream]) => upstream);
    expect(upstreams).to.deep.equal(BOTS.map((name) => `${name}:${startedWith({}).port}`));
    expect(service('proxy').volumes).to.include('./nginx.conf:/etc/nginx/nginx.conf:ro');
  });
});

function filledAll(environment: Readonly<Record<string, string>>, given: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value, given)]));
}

/** As Compose does: `${NAME:?why}` refuses and `${NAME:-instead}` replaces what is unset or empty. */
function filled(text: string, given: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_whole, name: string, sign: string, words: string) => {
    const value = given[name] ?? '';
    if (value !== '') return value;
    if (sign === '?') throw new Error(`${name}: ${words}`);
    return words;
  });
}
