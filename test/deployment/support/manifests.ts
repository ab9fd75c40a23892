import { z } from 'zod';

/** Of each kind of manifest what the tests read; `deployment.spec` is loose, so that what must not be there is seen. */
const Metadata = z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).default({}) });
const Labels = z.record(z.string(), z.string());
const Selector = z.object({ matchLabels: Labels });
const Probe = z.object({
  httpGet: z.object({ path: z.string(), port: z.string() }),
  periodSeconds: z.int(),
  failureThreshold: z.int(),
});
const Named = z.object({ name: z.string() });

/** As name -> number. */
const Ports = z
  .array(z.object({ name: z.string(), containerPort: z.int() }))
  .transform((ports): Record<string, number> => Object.fromEntries(ports.map((one) => [one.name, one.containerPort])));

const Container = z.object({
  image: z.string(),
  ports: Ports,
  envFrom: z.array(z.object({ configMapRef: Named.optional(), secretRef: Named.optional() })),
  volumeMounts: z.array(z.unknown()),
  securityContext: z.unknown(),
  resources: z.object({ requests: z.object({ cpu: z.string() }) }),
  startupProbe: Probe,
  livenessProbe: Probe,
  readinessProbe: Probe,
  lifecycle: z.object({ preStop: z.object({ exec: z.object({ command: z.array(z.string()) }) }) }),
});

export const Deployment = z.object({
  kind: z.literal('Deployment'),
  metadata: Metadata,
  spec: z.looseObject({
    selector: Selector,
    template: z.object({
      metadata: z.object({ labels: Labels, annotations: Labels }),
      spec: z.object({
        terminationGracePeriodSeconds: z.int(),
        securityContext: z.looseObject({}),
        topologySpreadConstraints: z.array(z.object({ labelSelector: Selector })),
        containers: z.tuple([Container]),
        volumes: z.array(z.unknown()),
      }),
    }),
  }),
});

export const Service = z.object({
  kind: z.literal('Service'),
  metadata: Metadata,
  spec: z.object({ selector: Labels, ports: z.array(z.unknown()) }),
});

export const Ingress = z.object({
  kind: z.literal('Ingress'),
  metadata: Metadata,
  spec: z.object({
    tls: z.tuple([z.object({ hosts: z.array(z.string()) })]),
    rules: z.tuple([
      z.object({
        host: z.string(),
        http: z.object({ paths: z.tuple([z.object({ backend: z.object({ service: z.unknown() }) })]) }),
      }),
    ]),
  }),
});

export const Budget = z.object({
  kind: z.literal('PodDisruptionBudget'),
  spec: z.object({ maxUnavailable: z.int(), selector: Selector }),
});

export const Autoscaler = z.object({
  kind: z.literal('HorizontalPodAutoscaler'),
  spec: z.object({
    scaleTargetRef: z.unknown(),
    minReplicas: z.int(),
    metrics: z.tuple([z.object({ resource: Named })]),
  }),
});

export const ConfigMap = z.object({ kind: z.literal('ConfigMap'), metadata: Metadata, data: Labels });

export const Secret = z.object({ kind: z.literal('Secret'), metadata: Metadata, stringData: Labels });

export const Claim = z.object({
  kind: z.literal('PersistentVolumeClaim'),
  metadata: Metadata,
  spec: z.object({ accessModes: z.array(z.string()) }),
});

export const Kustomization = z.object({
  kind: z.literal('Kustomization'),
  resources: z.array(z.string()),
  images: z.array(Named),
});
