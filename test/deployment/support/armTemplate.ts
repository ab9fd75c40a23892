import { z } from 'zod';
import { armValue } from './armExpression.js';

const Parameter = z.object({
  type: z.enum(['string', 'securestring', 'object']),
  defaultValue: z.unknown().optional(),
  allowedValues: z.array(z.string()).optional(),
  metadata: z.object({ description: z.string().min(1) }),
});
export const Resource = z.looseObject({
  type: z.string(),
  apiVersion: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  name: z.string(),
  properties: z.record(z.string(), z.unknown()),
});
export const Template = z.object({
  $schema: z.string(),
  contentVersion: z.literal('1.0.0.0'),
  parameters: z.record(z.string(), Parameter),
  variables: z.record(z.string(), z.string()).default({}),
  resources: z.array(Resource),
});
export type Template = z.infer<typeof Template>;

const Nested = z.looseObject({
  mode: z.literal('Incremental'),
  expressionEvaluationOptions: z.object({ scope: z.literal('inner') }),
  parameters: z.record(z.string(), z.object({ value: z.unknown() })),
  template: Template,
});

export type Evaluated = {
  /** With every expression replaced by its value; those of a nested deployment stand beside the others. */
  readonly resources: readonly z.infer<typeof Resource>[];
  /** Declared, and named by nothing. */
  readonly unused: readonly string[];
};

/** What a deployment with these values would make. Throws at what Azure would refuse (armValue), and at a value that is missing. */
export function evaluate(template: Template, given: Readonly<Record<string, unknown>>): Evaluated {
  const used = new Set<string>();
  const scope = {
    parameter(name: string): unknown {
      const declared = template.parameters[name];
      if (!declared) throw new Error(`the parameter ${name} is not declared`);
      used.add(name);
      if (name in given) return given[name];
      if (declared.defaultValue === undefined) throw new Error(`the parameter ${name} has no value`);
      return all(declared.defaultValue);
    },
    variable(name: string): unknown {
      const expression = template.variables[name];
      if (expression === undefined) throw new Error(`the variable ${name} is not declared`);
      used.add(name);
      return all(expression);
    },
  };
  const all = (value: unknown): unknown => {
    if (typeof value === 'string') return armValue(value, scope);
    if (Array.isArray(value)) return value.map(all);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, all(inside)]));
  };

  for (const name of Object.keys(given)) {
    if (!template.parameters[name]) throw new Error(`the parameter ${name} is not declared`);
  }
  const unusedInside: string[] = [];
  const resources = template.resources.flatMap((resource) => {
    if (resource.type !== 'Microsoft.Resources/deployments') return [Resource.parse(all(resource))];
    const { template: inner, ...outer } = Nested.parse(resource.properties);
    const { parameters } = Nested.omit({ template: true }).parse(all(outer));
    const passed = Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));
    all({ ...resource, properties: {} });
    const nested = evaluate(inner, passed);
    unusedInside.push(...nested.unused);
    return nested.resources;
  });
  const declared = [...Object.keys(template.parameters), ...Object.keys(template.variables)];
  return { resources, unused: [...declared.filter((name) => !used.has(name)), ...unusedInside] };
}

/** What stands under `template` of its one nested deployment. */
export function nestedTemplate(template: Template): Template {
  const [deployment] = template.resources.filter(({ type }) => type === 'Microsoft.Resources/deployments');
  return Nested.parse(deployment?.properties).template;
}
