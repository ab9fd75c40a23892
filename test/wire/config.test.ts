import { expect } from 'chai';
import { ConfigError, readConfig } from '../../services/config/config.js';
import { startLines } from '../../services/config/startLines.js';
import { HOURS_FORM } from '../../services/desk/businessHours.js';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';

describe('settings', () => {
  it('none at all is the demo, on this machine only', () => {
    expect(readConfig({})).to.deep.include({ demo: true, port: 3978, hosts: ['127.0.0.1', '::1'], dataDir: './data' });
  });

  it('an empty variable counts as unset', () => {
    expect(readConfig({ DIRECTLINE_SECRET: '', PORT: '' })).to.deep.include({ demo: true, port: 3978 });
  });

  it('a secret ends the demo and opens it to others', () => {
    expect(readConfig({ DIRECTLINE_SECRET: SECRET })).to.deep.include({ demo: false, hosts: ['0.0.0.0'] });
  });

  for (const variable of ['MicrosoftAppId', 'CASE_BACKEND']) {
    it(`${variable} without a secret refuses to start and names it`, () => {
      expect(() => readConfig({ [variable]: 'embedded' })).to.throw(ConfigError, 'DIRECTLINE_SECRET is not set');
    });
  }

  for (const host of ['0.0.0.0', '::', '192.168.1.5', 'shop.example', '127.0.0.1.shop.example']) {
    it(`a demo on ${host} refuses to start and names the remedy`, () => {
      expect(() => readConfig({ HOST: host })).to.throw(ConfigError, /HOST is .* set DIRECTLINE_SECRET/);
    });
  }

  for (const host of ['127.0.0.1', '::1', 'localhost', '127.1.2.3']) {
    it(`a demo on ${host} may start`, () => {
      expect(readConfig({ HOST: host }).hosts).to.deep.equal([host]);
    });
  }

  for (const [name, value] of Object.entries({
    PORT: 'http',
    STORE: 'floppy',
    CASE_BACKEND: 'paper',
    DIRECTLINE_SECRET: 'short',
    LOG_LEVEL: 'loud',
    INBOX_LIMIT: '0',
    KEEP_DAYS: '29',
    PROXY_HOPS: '-1',
    METRICS_PORT: '70000',
    METRICS_TOKEN: 'short',
  })) {
    it(`${name}=${value} is refused by name`, () => {
      expect(() => readConfig({ [name]: value })).to.throw(ConfigError, name);
    });
  }

  describe('of metrics', () => {
    const METRICS_TOKEN = 'sixteen-or-more-characters';

    it('none: there is nothing to see', () => {
      expect(readConfig({}).metrics).to.equal(undefined);
    });

    it('a port, a token, or a port that asks for the token', () => {
      expect(readConfig({ METRICS_PORT: '9464' }).metrics).to.deep.equal({ port: 9464, token: undefined });
      expect(readConfig({ METRICS_TOKEN }).metrics).to.deep.equal({ port: undefined, token: METRICS_TOKEN });
      const both = readConfig({ METRICS_PORT: '9464', METRICS_TOKEN }).metrics;
      expect(both).to.deep.equal({ port: 9464, token: METRICS_TOKEN });
    });

    it('the port of the pages is refused, with the remedy', () => {
      expect(() => readConfig({ METRICS_PORT: '3978' })).to.throw(ConfigError, /METRICS_PORT is the same as PORT: set/);
    });
  });

  describe('of a bot that is registered with Azure', () => {
    const registered = { DIRECTLINE_SECRET: SECRET, MicrosoftAppId: 'app', MicrosoftAppPassword: 'its-own-secret' };

    it('is read whole', () => {
      const config = readConfig({
        ...registered,
        SERVICE_URL_HOSTS: '*.botframework.azure.us, smba.infra.gov.example',
      });
      expect(config.botService).to.deep.equal({
        bot: { appId: 'app', password: 'its-own-secret', type: 'MultiTenant', tenantId: undefined },
        serviceHosts: ['*.botframework.azure.us', 'smba.infra.gov.example'],
      });
      expect(readConfig({}).botService).to.deep.equal({ bot: undefined, serviceHosts: undefined });
    });

    const faults: readonly (readonly [Record<string, string>, string])[] = [
      [{ MicrosoftAppPassword: '' }, 'MicrosoftAppPassword is not set'],
      [{ MicrosoftAppId: '' }, 'MicrosoftAppId is not set'],
      [{ MicrosoftAppType: 'SingleTenant' }, 'MicrosoftAppTenantId is not set'],
      [{ MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't' }, 'MicrosoftAppPassword is set'],
      [{ MicrosoftAppType: 'Both' }, 'MicrosoftAppType'],
      [{ SERVICE_URL_HOSTS: 'https://x.example/' }, 'SERVICE_URL_HOSTS'],
      [{ SERVICE_URL_HOSTS: '*' }, 'SERVICE_URL_HOSTS'],
      [{ SERVICE_URL_HOSTS: '127.0.0.1' }, 'SERVICE_URL_HOSTS'],
      [{ SERVICE_URL_HOSTS: 'localhost' }, 'SERVICE_URL_HOSTS'],
      [{ SERVICE_URL_HOSTS: ',' }, 'SERVICE_URL_HOSTS'],
    ];
    for (const [change, message] of faults) {
      it(`refuses ${JSON.stringify(change)} and names it`, () => {
        expect(() => readConfig({ ...registered, ...change }))
          .to.throw(ConfigError, message)
          .and.not.match(/its-own-secret/);
      });
    }
  });

  describe('of somebody else’s system for orders and cases', () => {
    const secret = `whsec_${Buffer.alloc(32, 'k').toString('base64')}`;
    const other = `whsec_${Buffer.alloc(32, 'l').toString('base64')}`;
    const http = {
      DIRECTLINE_SECRET: SECRET,
      CASE_BACKEND: 'http',
      CASE_BACKEND_URL: 'https://shop.example/api/',
      CASE_BACKEND_KEY: 'the-key-of-the-shop',
      CASE_BACKEND_WEBHOOK_SECRETS: `${secret}, ${other}`,
    };
    const own = { CASE_WEBHOOK_URL: 'https://shop.example/hears', CASE_WEBHOOK_SECRETS: secret };

    it('is read whole; without it they are here', () => {
      expect(readConfig(http).cases).to.deep.equal({
        kind: 'http',
        url: 'https://shop.example/api',
        key: 'the-key-of-the-shop',
        webhookSecrets: [secret, other],
      });
      expect(readConfig({}).cases).to.deep.equal({ kind: 'embedded', webhook: undefined });
      const webhook = { url: own.CASE_WEBHOOK_URL, secrets: [secret] };
      expect(readConfig(own).cases).to.deep.equal({ kind: 'embedded', webhook });
    });

    const faults: readonly (readonly [Record<string, string>, string])[] = [
      [{ CASE_BACKEND_URL: '' }, 'CASE_BACKEND_URL is not set, though CASE_BACKEND is http: set it'],
      [{ CASE_BACKEND_KEY: '' }, 'CASE_BACKEND_KEY is not set, though CASE_BACKEND is http: set it'],
      [{ CASE_BACKEND_WEBHOOK_SECRETS: '' }, 'CASE_BACKEND_WEBHOOK_SECRETS is not set'],
      [{ CASE_BACKEND_URL: 'http://shop.example/api' }, 'CASE_BACKEND_URL: expected https://'],
      [{ CASE_BACKEND_URL: 'https://me:private@shop.example' }, 'CASE_BACKEND_URL: expected https://'],
      [{ CASE_BACKEND_URL: 'https://shop.example/?a=private' }, 'CASE_BACKEND_URL: expected an address without'],
      [{ CASE_BACKEND_KEY: 'short-private' }, 'CASE_BACKEND_KEY: expected 16'],
      [{ CASE_BACKEND_WEBHOOK_SECRETS: `${secret},whsec_private` }, 'CASE_BACKEND_WEBHOOK_SECRETS: expected whsec_'],
      [{ API_KEY: SECRET }, 'API_KEY is set, though CASE_BACKEND is http: leave it out'],
      [own, 'CASE_WEBHOOK_URL is set, though CASE_BACKEND is http: leave it out'],
      [{ CASE_BACKEND: '' }, 'CASE_BACKEND_URL is set, though CASE_BACKEND is not http: set CASE_BACKEND to http'],
    ];
    for (const [change, message] of faults) {
      it(`refuses ${JSON.stringify(change).slice(0, 60)} and names it`, () => {
        expect(() => readConfig({ ...http, ...change }))
          .to.throw(ConfigError, message)
          .and.not.match(/private|of-the-shop/);
      });
    }

    it('half of a webhook of our own is refused', () => {
      expect(() => readConfig({ ...own, CASE_WEBHOOK_URL: '' })).to.throw(ConfigError, 'CASE_WEBHOOK_URL is not set');
      expect(() => readConfig({ ...own, CASE_WEBHOOK_SECRETS: '' })).to.throw(
        ConfigError,
        'CASE_WEBHOOK_SECRETS is not',
      );
    });
  });

  describe('of the webhook for codes', () => {
    const secret = (bytes: number) => `whsec_${Buffer.alloc(bytes, 'k').toString('base64')}`;
    const webhook = { CODE_WEBHOOK_URL: 'https://shop.example/codes', CODE_WEBHOOK_SECRET: secret(32) };

    it('is read whole, or is not there', () => {
      expect(readConfig(webhook).codeWebhook).to.deep.equal({ url: 'https://shop.example/codes', secret: secret(32) });
      for (const bytes of [24, 64])
        expect(readConfig({ ...webhook, CODE_WEBHOOK_SECRET: secret(bytes) }).codeWebhook?.secret).to.equal(
          secret(bytes),
        );
      expect(readConfig({}).codeWebhook).to.equal(undefined);
    });

    for (const url of ['http://127.0.0.1:8080/codes', 'http://[::1]:8080/', 'http://localhost/codes']) {
      it(`may be on this machine: ${url}`, () => {
        expect(readConfig({ ...webhook, CODE_WEBHOOK_URL: url }).codeWebhook?.url).to.equal(url);
      });
    }

    const faults: readonly (readonly [Record<string, string>, string])[] = [
      [{ CODE_WEBHOOK_SECRET: '' }, 'CODE_WEBHOOK_SECRET is not set'],
      [{ CODE_WEBHOOK_URL: '' }, 'CODE_WEBHOOK_URL is not set'],
      [{ CODE_WEBHOOK_SECRET: 'whsec_hunter2hunter2' }, 'CODE_WEBHOOK_SECRET'],
      [{ CODE_WEBHOOK_SECRET: SECRET }, 'whsec_'],
      [{ CODE_WEBHOOK_SECRET: secret(23) }, '24 to 64'],
      [{ CODE_WEBHOOK_SECRET: secret(65) }, '24 to 64'],
      [{ CODE_WEBHOOK_URL: 'http://shop.example/codes' }, 'CODE_WEBHOOK_URL'],
      [{ CODE_WEBHOOK_URL: 'https://me:hunter2hunter2@shop.example/codes' }, 'CODE_WEBHOOK_URL'],
      [{ CODE_WEBHOOK_URL: 'ftp://shop.example/codes' }, 'CODE_WEBHOOK_URL'],
      [{ CODE_WEBHOOK_URL: 'shop.example/codes' }, 'CODE_WEBHOOK_URL'],
    ];
    for (const [change, message] of faults) {
      it(`refuses ${JSON.stringify(change)} and names it`, () => {
        expect(() => readConfig({ ...webhook, ...change }))
          .to.throw(ConfigError, message)
          .and.not.match(/hunter2|thirty-two/);
      });
    }

    it('is told at start, and what its absence means', () => {
      const lines = (settings: Record<string, string>) =>
        startLines(readConfig(settings), { urls: ['http://x'] }).join('\n');
      const bot = { DIRECTLINE_SECRET: SECRET, MicrosoftAppId: 'app', MicrosoftAppPassword: 'secret-of-the-bot' };
      expect(lines(webhook)).to.include('sent by shop.example').and.not.include('whsec_');
      expect(lines({})).to.match(/One-time codes.*written here. Not for production/);
      expect(lines(bot)).to.match(/can only ask and draft: set CODE_WEBHOOK_URL/);
      expect(lines({ DIRECTLINE_SECRET: SECRET })).to.not.include('One-time codes');
    });
  });

  describe('of a store on Redis', () => {
    const redis = { STORE: 'redis', REDIS_URL: 'redis://desk:p%40ss@redis.example/2' };

    const addresses: readonly (readonly [string, object])[] = [
      ['redis://localhost', { kind: 'node', nodes: [{ host: 'localhost', port: 6379 }], tls: false, database: 0 }],
      ['rediss://[::1]:6380', { kind: 'node', nodes: [{ host: '::1', port: 6380 }], tls: true }],
      [redis.REDIS_URL, { username: 'desk', password: 'p@ss', database: 2 }],
      ['redis://:100%25@h', { username: undefined, password: '100%' }],
      ['redis://:100%@h', { username: undefined, password: '100%' }],
      [
        'redis+sentinel://:pw@one,two:26380/desk?db=3',
        {
          kind: 'sentinel',
          primary: 'desk',
          nodes: [
            { host: 'one', port: 26_379 },
            { host: 'two', port: 26_380 },
          ],
          database: 3,
          password: 'pw',
        },
      ],
      ['rediss+cluster://one:7000,two', { kind: 'cluster', tls: true }],
    ];
    for (const [url, address] of addresses) {
      it(`is found by ${url}`, () => {
        const { store } = readConfig({ STORE: 'redis', REDIS_URL: url });
        expect(store.kind === 'redis' && store.address).to.deep.include(address);
      });
    }

    it('must keep what it acknowledges, unless its loss is accepted', () => {
      expect(readConfig(redis).store).to.deep.include({ kind: 'redis', acceptDataLoss: false });
      expect(readConfig({ ...redis, ACCEPT_DATA_LOSS: 'yes' }).store).to.deep.include({ acceptDataLoss: true });
      expect(readConfig({}).store).to.deep.equal({ kind: 'embedded' });
    });

    const faults: readonly (readonly [Record<string, string>, string])[] = [
      [{ REDIS_URL: '' }, 'REDIS_URL is not set, though STORE is redis'],
      [{ STORE: '' }, 'REDIS_URL is set, though STORE is embedded'],
      [{ STORE: 'embedded' }, 'REDIS_URL is set, though STORE is embedded'],
      [{ ACCEPT_DATA_LOSS: 'true' }, 'ACCEPT_DATA_LOSS'],
      ...[
        'localhost',
        'http://hunter2@h',
        'redis://',
        'redis://h:0',
        'redis://h:70000',
        'redis://h:6379/two',
        'redis://one,two',
        'redis://a b',
        'redis+sentinel://one',
        'redis+cluster://one/2',
        'redis+cluster://one?db=1',
        'redis://user:hunter2@h@h',
      ].map((url) => [{ REDIS_URL: url }, 'REDIS_URL: expected redis://host:port'] as const),
    ];
    for (const [change, message] of faults) {
      it(`refuses ${JSON.stringify(change)} and names it`, () => {
        expect(() => readConfig({ ...redis, ...change }))
          .to.throw(ConfigError, message)
          .and.not.match(/hunter2|p%40ss|p@ss/);
      });
    }

    it('is told at start, without its password', () => {
      const lines = startLines(readConfig(redis), { urls: ['http://x'] }).join('\n');
      expect(lines)
        .to.match(/Store: redis at redis.example:6379; evidence files in .\/data/)
        .and.not.match(/p@ss|desk:/);
      const sentinel = { STORE: 'redis', REDIS_URL: 'redis+sentinel://one,two/desk' };
      expect(startLines(readConfig(sentinel), { urls: ['http://x'] }).join()).to.include(
        'Sentinel at one:26379, two:26379',
      );
    });
  });

  it('takes another desk instead of ours, which has its own hours', () => {
    expect(readConfig({}).desk).to.equal('own');
    expect(readConfig({ DESK: 'events' }).desk).to.equal('events');
    expect(() => readConfig({ DESK: 'mine' })).to.throw(ConfigError, 'DESK: Invalid option');
    expect(() => readConfig({ DESK: 'events', DESK_HOURS: 'always' })).to.throw(
      ConfigError,
      'DESK_HOURS is set, though DESK is events: leave it out, the other desk has its own hours.',
    );
  });

  it('takes the hours of the desk, and refuses what are none with the form', () => {
    expect(readConfig({}).deskHours).to.deep.equal({ kind: 'always' });
    expect(readConfig({ DESK_HOURS: 'UTC Mon-Fri 09:00-18:00' }).deskHours).to.include({
      kind: 'week',
      timeZone: 'UTC',
    });
    expect(() => readConfig({ DESK_HOURS: '9 to 5' })).to.throw(ConfigError, `DESK_HOURS: ${HOURS_FORM}`);
  });

  describe('of how agents sign in', () => {
    const oidc = {
      DESK_PUBLIC_URL: 'https://desk.example',
      DESK_OIDC_ISSUER: 'https://id.example/realm',
      DESK_OIDC_CLIENT_ID: 'desk',
      DESK_OIDC_CLIENT_SECRET: 'hunter2',
    };

    it('by passwords unless told', () => {
      expect(readConfig({}).deskSignIn).to.deep.equal({ passwords: true, publicUrl: undefined, oidc: undefined });
    });

    it('by an issuer too, or by it alone', () => {
      const { deskSignIn } = readConfig({ ...oidc, DESK_PUBLIC_URL: 'https://desk.example/' });
      expect(deskSignIn).to.deep.equal({
        passwords: true,
        publicUrl: 'https://desk.example',
        oidc: { issuer: 'https://id.example/realm', clientId: 'desk', clientSecret: 'hunter2', name: 'id.example' },
      });
      const alone = readConfig({ ...oidc, DESK_PASSWORDS: 'no', DESK_OIDC_NAME: ' Example ID ' }).deskSignIn;
      expect([alone.passwords, alone.oidc?.name]).to.deep.equal([false, 'Example ID']);
    });

    it('on this machine by plain http', () => {
      const local = { DESK_PUBLIC_URL: 'http://localhost:3978', DESK_OIDC_ISSUER: 'http://[::1]:9000' };
      expect(readConfig({ ...oidc, ...local }).deskSignIn.publicUrl).to.equal('http://localhost:3978');
    });

    const faults: readonly (readonly [Record<string, string>, RegExp])[] = [
      [
        { DESK_OIDC_ISSUER: '' },
        /^DESK_OIDC_ISSUER is not set, though DESK_OIDC_CLIENT_ID is: set it as the issuer tells/,
      ],
      [{ DESK_OIDC_CLIENT_ID: '' }, /^DESK_OIDC_CLIENT_ID is not set, though DESK_OIDC_ISSUER is/],
      [{ DESK_OIDC_CLIENT_SECRET: '' }, /^DESK_OIDC_CLIENT_SECRET is not set, though DESK_OIDC_ISSUER is/],
      [{ DESK_PUBLIC_URL: '' }, /^DESK_PUBLIC_URL is not set, though DESK_OIDC_ISSUER is.*\/desk\/oidc\/callback/],
      [{ DESK_OIDC_ISSUER: 'http://id.example' }, /^DESK_OIDC_ISSUER: expected https:\/\/host/],
      [{ DESK_OIDC_ISSUER: 'https://desk:hunter2@id.example' }, /^DESK_OIDC_ISSUER: expected https:\/\/host/],
      [{ DESK_OIDC_ISSUER: 'id.example' }, /^DESK_OIDC_ISSUER: expected https:\/\/host/],
      [{ DESK_PUBLIC_URL: 'http://desk.example' }, /^DESK_PUBLIC_URL: expected the address that agents open/],
      [{ DESK_PUBLIC_URL: 'https://desk.example/desk' }, /^DESK_PUBLIC_URL: expected the address that agents open/],
      [{ DESK_PUBLIC_URL: 'https://desk.example?x' }, /^DESK_PUBLIC_URL: expected the address that agents open/],
      [{ DESK_PASSWORDS: 'maybe' }, /^DESK_PASSWORDS/],
    ];
    for (const [change, message] of faults) {
      it(`refuses ${JSON.stringify(change)} and names it`, () => {
        expect(() => readConfig({ ...oidc, ...change }))
          .to.throw(ConfigError, message)
          .and.not.match(/hunter2/);
      });
    }

    it('refuses a name of no issuer, and a desk that nobody could sign in to', () => {
      expect(() => readConfig({ DESK_OIDC_NAME: 'x' })).to.throw(
        ConfigError,
        /DESK_OIDC_ISSUER is not set, though DESK_OIDC_NAME is/,
      );
      expect(() => readConfig({ DESK_PASSWORDS: 'no' })).to.throw(
        ConfigError,
        /DESK_PASSWORDS is no.*leave DESK_PASSWORDS out/,
      );
    });

    it('is told at start, outside of the demo', () => {
      const lines = (settings: Record<string, string>) =>
        startLines(readConfig(settings), { urls: ['http://x'] }).join('\n');
      expect(lines({ DIRECTLINE_SECRET: SECRET })).to.include(
        'The desk for agents: http://x/desk; npm run agent:add adds them',
      );
      expect(lines({ ...oidc, DIRECTLINE_SECRET: SECRET }))
        .to.include('https://desk.example/desk')
        .and.not.include('hunter2');
    });
  });

  it('prints the sign-in link last, alone on its line', () => {
    const signInLink = 'http://x/desk?signIn=one';
    expect(startLines(readConfig({}), { urls: ['http://x'], signInLink }).at(-1)).to.equal(signInLink);
  });

  it('reports every fault at once', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).to.throw(ConfigError, /PORT[\s\S]*LOG_LEVEL/);
  });

  it('never repeats a secret', () => {
    const short = 'hunter2hunter2';
    expect(() => readConfig({ DIRECTLINE_SECRET: short }))
      .to.throw(ConfigError)
      .and.not.match(new RegExp(short));
  });
});
