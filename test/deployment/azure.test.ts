import { expect } from 'chai';
import { z } from 'zod';
import { evaluate, nestedTemplate, type Resource, Template } from './support/armTemplate.js';
import { MADE_UP, startedWith, unknownSettings } from './support/settings.js';
import { readJson } from './support/templates.js';

const FOLDER = 'deploymentTemplates/azure';
const VARIANTS = [
  { folder: 'deployUseExistResourceGroup', ending: 'with-rg', schema: '2019-04-01/deploymentTemplate.json#' },
  { folder: 'deployWithNewResourceGroup', ending: 'new-rg', schema: '2018-05-01/subscriptionDeploymentTemplate.json#' },
];
const KINDS = ['BotApp', 'AzureBot'];

const Secret = z.object({ reference: z.object({ keyVault: z.object({ id: z.string() }), secretName: z.string() }) });
const Plain = z.object({ value: z.string() });
const Parameters = z.object({
  $schema: z.string().endsWith('/deploymentParameters.json#'),
  contentVersion: z.literal('1.0.0.0'),
  parameters: z.record(z.string(), z.union([Secret, Plain])),
});
/** What the operator's Key Vault holds. */
const VAULT: Readonly<Record<string, string>> = {
  appSecret: 'a client secret',
  directLineSecret: MADE_UP.directLineSecret,
};

const read = (folder: string, kind: string, ending: string) =>
  readJson(`${FOLDER}/${folder}/template-${kind}-${ending}.json`, Template);

/** The values of the parameter file, its secrets fetched, with some put in place of others. */
async function valuesOf(folder: string, kind: string, ending: string, others: Readonly<Record<string, string>> = {}) {
  const path = `${FOLDER}/${folder}/parameters-for-template-${kind}-${ending}.json`;
  const { parameters } = await readJson(path, Parameters);
  const values = Object.entries(parameters).map(([name, one]) => [
    name,
    'value' in one ? one.value : VAULT[one.reference.secretName],
  ]);
  return { ...Object.fromEntries(values), ...others };
}

describe('the Azure templates', () => {
  for (const { folder, ending, schema } of VARIANTS) {
    describe(folder, () => {
      for (const kind of KINDS) {
        it(`template-${kind}: every expression can be read, everything declared is used`, async () => {
          const template = await read(folder, kind, ending);
          expect(template.$schema).to.equal(`https://schema.management.azure.com/schemas/${schema}`);
          expect(evaluate(template, await valuesOf(folder, kind, ending)).unused).to.deep.equal([]);
        });

        it(`template-${kind}: the parameter file gives what has no default, and nothing else that is secret`, async () => {
          const template = await read(folder, kind, ending);
          const path = `${FOLDER}/${folder}/parameters-for-template-${kind}-${ending}.json`;
          const { parameters } = await readJson(path, Parameters);
          const withoutDefault = Object.entries(template.parameters).filter(
            ([, one]) => one.defaultValue === undefined,
          );
          expect(Object.keys(parameters)).to.include.members(withoutDefault.map(([name]) => name));
          expect(Object.keys(template.parameters)).to.include.members(Object.keys(parameters));
          for (const [name, one] of Object.entries(parameters)) {
            if (template.parameters[name]?.type !== 'securestring') expect(one, name).to.have.property('value');
            // Empty says that there is none; anything else comes from the vault.
            else if ('value' in one) expect(one.value, name).to.equal('');
          }
        });

        it(`template-${kind}: no secret has a default, and each one is kept out of logs`, async () => {
          const { parameters } = await read(folder, kind, ending);
          for (const [name, { type, defaultValue }] of Object.entries(parameters)) {
            if (/secret|token|password/i.test(name)) expect(type, name).to.equal('securestring');
            if (type === 'securestring') expect(defaultValue, name).to.equal(undefined);
          }
        });
      }

      const made = async (others: Readonly<Record<string, string>> = {}) =>
        evaluate(await read(folder, 'BotApp', ending), await valuesOf(folder, 'BotApp', ending, others)).resources;

      it('waits for what it makes, and for nothing that it does not', async () => {
        const resources = await made();
        const ids = resources.map(({ type, name }) => `/${type}/${name}`);
        const awaited = resources.flatMap(({ dependsOn }) => z.array(z.string()).default([]).parse(dependsOn));
        expect(awaited.filter((id) => id.startsWith('/Microsoft'))).to.have.length(awaited.length);
        expect(awaited.filter((id) => !ids.includes(id))).to.deep.equal([]);
        expect(awaited).to.have.length(5);
      });

      it('sets only what is read, and the desk starts with it', async () => {
        const settings = settingsOf(await made());
        expect(unknownSettings(settings)).to.deep.equal([]);
        const config = startedWith(settings);
        expect(config).to.include({ demo: false });
        expect(config.directLine).to.deep.include({ proxyHops: 1, allowedOrigins: ['https://shop.example'] });
        expect(config.botService.bot).to.include({
          type: 'SingleTenant',
          password: 'a client secret',
          tenantId: 'tenant',
        });
        expect(config.store).to.deep.nested.include({
          acceptDataLoss: false,
          'address.tls': true,
          'address.nodes': [{ host: 'desk.westeurope.redis.azure.net', port: 10_000 }],
          'address.password': 'a+key/of=',
        });
      });

      it('takes a managed identity, a webhook for codes and a token for the metrics', async () => {
        const resources = await made({
          appType: 'UserAssignedMSI',
          appSecret: '',
          UMSIName: 'identity',
          codeWebhookUrl: 'https://shop.example/codes',
          codeWebhookSecret: MADE_UP.webhookSecret,
          metricsToken: 'sixteen-or-more-signs',
        });
        const config = startedWith(settingsOf(resources));
        expect(config.botService.bot).to.include({ type: 'UserAssignedMSI', password: undefined });
        expect(config.codeWebhook?.secret).to.equal(MADE_UP.webhookSecret);
        expect(only(resources, 'Microsoft.Web/sites')).to.have.nested.property('identity.type', 'UserAssigned');
      });

      it('has the App Service pass WebSockets, by TLS alone, without stickiness, and take out a bot that is not ready', async () => {
        const { properties } = only(await made(), 'Microsoft.Web/sites');
        expect(properties).to.deep.nested.include({ httpsOnly: true, clientAffinityEnabled: false });
        expect(properties['siteConfig']).to.include({
          webSocketsEnabled: true,
          alwaysOn: true,
          healthCheckPath: '/ready',
          minTlsVersion: '1.2',
          appCommandLine: 'node dist/index.js',
          linuxFxVersion: 'NODE|22-lts',
        });
        expect(Number(settingsOf(await made())['WEBSITES_CONTAINER_STOP_TIME_LIMIT'])).to.be.greaterThan(12);
      });

      it('keeps what is acknowledged: a Redis by TLS alone that writes everything down and forgets nothing', async () => {
        const { properties } = only(await made(), 'Microsoft.Cache/redisEnterprise/databases');
        expect(properties).to.deep.include({
          clientProtocol: 'Encrypted',
          evictionPolicy: 'NoEviction',
          port: 10_000,
          persistence: { aofEnabled: true, aofFrequency: '1s', rdbEnabled: false },
        });
      });

      it('shares one folder for evidence, where the desk looks for it', async () => {
        const resources = await made();
        const mount = { mountPath: settingsOf(resources)['DATA_DIR'], shareName: 'evidence', type: 'AzureFiles' };
        expect(only(resources, 'Microsoft.Web/sites')).to.nested.include({
          'properties.siteConfig.azureStorageAccounts.evidence.mountPath': mount.mountPath,
          'properties.siteConfig.azureStorageAccounts.evidence.shareName': mount.shareName,
          'properties.siteConfig.azureStorageAccounts.evidence.type': mount.type,
        });
        expect(only(resources, 'Microsoft.Storage/storageAccounts/fileServices/shares').name).to.match(/\/evidence$/);
      });

      it('registers the bot at the address where it takes messages', async () => {
        const values = await valuesOf(folder, 'AzureBot', ending);
        const { resources } = evaluate(await read(folder, 'AzureBot', ending), values);
        const { endpoint, msaAppType } = only(resources, 'Microsoft.BotService/botServices').properties;
        expect([endpoint, msaAppType]).to.deep.equal(['https://<name>.azurewebsites.net/api/messages', 'SingleTenant']);
      });
    });
  }

  for (const kind of KINDS) {
    it(`make the same ${kind}, whether the resource group is there or not`, async () => {
      const [there, made] = await Promise.all(VARIANTS.map(({ folder, ending }) => read(folder, kind, ending)));
      expect(nestedTemplate(Template.parse(made))).to.deep.equal(there);
    });
  }
});

const Site = z.object({
  siteConfig: z.object({ appSettings: z.array(z.object({ name: z.string(), value: z.string() })) }),
});

function settingsOf(resources: readonly z.infer<typeof Resource>[]): Record<string, string> {
  const { siteConfig } = Site.parse(only(resources, 'Microsoft.Web/sites').properties);
  return Object.fromEntries(siteConfig.appSettings.map(({ name, value }) => [name, value]));
}

function only(resources: readonly z.infer<typeof Resource>[], type: string): z.infer<typeof Resource> {
  const [one, ...more] = resources.filter((resource) => resource.type === type);
  if (!one || more.length > 0) throw new Error(`expected one ${type}`);
  return one;
}
