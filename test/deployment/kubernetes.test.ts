import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { z } from 'zod';
import { ConfigError } from '../../services/config/config.js';
import { EVIDENCE_LIMITS } from '../../services/evidence/evidenceFile.js';
import { readDockerfile } from './support/dockerfile.js';
import { healthRoutes } from './support/healthRoutes.js';
import * as form from './support/manifests.js';
import { MADE_UP, startedWith, unknownSettings } from './support/settings.js';
import { readYaml, root } from './support/templates.js';

/** Alive, and fit for new work. */
const ROUTES = { alive: '/health', fit: '/ready' };
/** From the signal to the end of a close that hangs, at most (index.ts). */
const CLOSED_WITHIN_S = 12;

describe('the Kubernetes manifests', () => {
  let deployment: z.infer<typeof form.Deployment>;
  let service: z.infer<typeof form.Service>;
  let settings: Record<string, string>;
  before(async () => {
    deployment = await readYaml('kubernetes/deployment.yaml', form.Deployment);
    service = await readYaml('kubernetes/service.yaml', form.Service);
    settings = (await readYaml('kubernetes/configMap.yaml', form.ConfigMap)).data;
  });
  const pod = () => deployment.spec.template.spec;
  const container = () => pod().containers[0];
  const labels = () => deployment.spec.template.metadata.labels;

  it('are all applied, but for the form of the secret', async () => {
    const { resources } = await readYaml('kubernetes/kustomization.yaml', form.Kustomization);
    const files = (await readdir(join(root, 'deploymentTemplates/kubernetes'))).filter((name) =>
      name.endsWith('.yaml'),
    );
    expect([...resources, 'kustomization.yaml', 'secret.example.yaml'].sort()).to.deep.equal(files.sort());
  });

  it('set only what is read, and the desk starts with it and the secret', async () => {
    expect(unknownSettings(settings)).to.deep.equal([]);
    const secret = { REDIS_URL: 'rediss://:secret@redis.example:6379', DIRECTLINE_SECRET: MADE_UP.directLineSecret };
    const config = startedWith({ ...settings, ...secret });
    expect(config).to.deep.include({ demo: false, port: container().ports.http, hosts: ['0.0.0.0'] });
    expect(config.store).to.include({ kind: 'redis', acceptDataLoss: false });
    expect(config.directLine.proxyHops).to.equal(1);
  });

  it('show the form of the secret, with no value that the desk would start with', async () => {
    const { stringData, metadata } = await readYaml('kubernetes/secret.example.yaml', form.Secret);
    expect(unknownSettings(stringData)).to.deep.equal([]);
    expect(Object.keys(stringData)).to.have.members(['REDIS_URL', 'DIRECTLINE_SECRET']);
    for (const name of Object.keys(stringData)) {
      expect(() => startedWith({ ...settings, ...stringData }), name).to.throw(ConfigError, name);
    }
    const sources = container().envFrom.map((source) => source.secretRef?.name ?? source.configMapRef?.name);
    expect(sources).to.deep.equal([
      (await readYaml('kubernetes/configMap.yaml', form.ConfigMap)).metadata.name,
      metadata.name,
    ]);
  });

  it('ask the routes that the server has, and restart nobody for a store that is away', () => {
    const { startupProbe, livenessProbe, readinessProbe } = container();
    for (const probe of [startupProbe, livenessProbe, readinessProbe]) expect(probe.httpGet.port).to.equal('http');
    expect(startupProbe.httpGet.path).to.equal(ROUTES.alive);
    expect(livenessProbe.httpGet.path).to.equal(ROUTES.alive);
    expect(readinessProbe.httpGet.path).to.equal(ROUTES.fit);
    // A start waits up to 60 s for a Redis that reads its file.
    expect(startupProbe.periodSeconds * startupProbe.failureThreshold).to.be.greaterThan(60);
  });

  it('ask nothing that the server does not answer', () => {
    const paths = healthRoutes();
    expect(paths).to.include(ROUTES.alive);
    expect(paths).to.have.members(Object.values(ROUTES));
  });

  it('give a pod time to leave the endpoints, and then to finish its turns', () => {
    const [program, seconds] = container().lifecycle.preStop.exec.command;
    expect(program).to.equal('sleep');
    expect(pod().terminationGracePeriodSeconds).to.be.greaterThan(CLOSED_WITHIN_S + Number(seconds));
  });

  it('run as the image’s user, who may write to the evidence folder and nowhere else', async () => {
    const image = (await readDockerfile()).at(-1);
    expect(image?.last['USER']).to.equal('node');
    expect(pod().securityContext).to.include({ runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 });
    expect(container().securityContext).to.deep.equal({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const claim = await readYaml('kubernetes/persistentVolumeClaim.yaml', form.Claim);
    expect(claim.spec.accessModes).to.deep.equal(['ReadWriteMany']);
    expect(pod().volumes).to.deep.equal([
      { name: 'evidence', persistentVolumeClaim: { claimName: claim.metadata.name } },
    ]);
    expect(container().volumeMounts).to.deep.equal([{ name: 'evidence', mountPath: settings['DATA_DIR'] }]);
    expect(settings['DATA_DIR']).to.equal(image?.environment['DATA_DIR']);
  });

  it('select the pods that the deployment makes', async () => {
    const budget = await readYaml('kubernetes/podDisruptionBudget.yaml', form.Budget);
    const spreads = pod().topologySpreadConstraints.map(({ labelSelector }) => labelSelector.matchLabels);
    expect(spreads).to.have.length(2);
    for (const selector of [
      deployment.spec.selector.matchLabels,
      service.spec.selector,
      budget.spec.selector.matchLabels,
      ...spreads,
    ]) {
      expect(labels()).to.include(selector);
      expect(Object.keys(selector)).to.not.deep.equal([]);
    }
    expect(budget.spec.maxUnavailable).to.equal(1);
  });

  it('lead from the ingress to the port where the desk listens, and to no other', async () => {
    const ingress = await readYaml('kubernetes/ingress.yaml', form.Ingress);
    const { service: named } = ingress.spec.rules[0].http.paths[0].backend;
    expect(named).to.deep.equal({ name: service.metadata.name, port: { name: 'http' } });
    expect(service.spec.ports).to.deep.equal([{ name: 'http', port: 80, targetPort: 'http' }]);
    expect(container().ports).to.deep.equal({ http: 3978, metrics: Number(settings['METRICS_PORT']) });
    const { annotations } = deployment.spec.template.metadata;
    expect(annotations['prometheus.io/port']).to.equal(settings['METRICS_PORT']);
    expect(ingress.spec.tls[0].hosts).to.deep.equal([ingress.spec.rules[0].host]);
  });

  it('let WebSockets and the largest message through', async () => {
    const { metadata } = await readYaml('kubernetes/ingress.yaml', form.Ingress);
    expect(metadata.annotations['nginx.org/websocket-services']).to.equal(service.metadata.name);
    const seconds = Number(/^(\d+)s$/.exec(metadata.annotations['nginx.org/proxy-read-timeout'] ?? '')?.[1]);
    expect(seconds).to.be.greaterThan(120);
    const megabytes = Number(/^(\d+)m$/.exec(metadata.annotations['nginx.org/client-max-body-size'] ?? '')?.[1]);
    expect(megabytes * 1024 * 1024).to.be.greaterThan(EVIDENCE_LIMITS.fileBytes * (EVIDENCE_LIMITS.filesAMessage + 1));
  });

  it('scale the deployment, by the CPU that it asks for', async () => {
    const { spec } = await readYaml('kubernetes/horizontalPodAutoscaler.yaml', form.Autoscaler);
    expect(spec.scaleTargetRef).to.deep.equal({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: deployment.metadata.name,
    });
    expect(spec.metrics[0].resource.name).to.equal('cpu');
    expect(container().resources.requests.cpu).to.match(/^\d+m$/);
    expect([spec.minReplicas, 'replicas' in deployment.spec]).to.deep.equal([3, false]);
  });

  it('name the image that the kustomization replaces', async () => {
    const { images } = await readYaml('kubernetes/kustomization.yaml', form.Kustomization);
    expect(images.map(({ name }) => name)).to.deep.equal([container().image]);
  });
});
