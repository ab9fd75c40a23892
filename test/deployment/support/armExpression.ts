/** What an expression may ask for; every call is by name, so that a misspelt function is an error as in Azure. */
export type ArmScope = {
  parameter(name: string): unknown;
  variable(name: string): unknown;
};

/**
 * The value of a string of an Azure template: itself, or of the expression that it is ("[concat(...)]"), where what only
 * Azure knows (ids, keys, host names) is made up. Throws at what Azure would refuse: unbalanced, unknown, undeclared.
 */
export function armValue(text: string, scope: ArmScope): unknown {
  if (!text.startsWith('[') || !text.endsWith(']')) return text;
  const tokens = text.slice(1, -1).match(TOKEN) ?? [];
  if (tokens.join('') !== text.slice(1, -1).replace(/('(?:[^']|'')*')|\s+/g, '$1'))
    throw new Error(`unreadable: ${text}`);
  let at = 0;
  const next = () => tokens[at++];
  const expect = (token: string) => {
    const found = next();
    if (found !== token) throw new Error(`${text}: expected ${token}, found ${found ?? 'the end'}`);
  };

  const expression = (): unknown => {
    const token = next() ?? '';
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (/^\d+$/.test(token)) return Number(token);
    let value = call(token, argumentsOf(), scope);
    for (;;) {
      if (tokens[at] === '.') {
        next();
        value = member(value, next() ?? '', text);
      } else if (tokens[at] === '[') {
        next();
        value = member(value, String(expression()), text);
        expect(']');
      } else return value;
    }
  };
  const argumentsOf = (): unknown[] => {
    expect('(');
    const values: unknown[] = [];
    while (tokens[at] !== ')') {
      if (values.length > 0) expect(',');
      values.push(expression());
    }
    expect(')');
    return values;
  };

  const value = expression();
  if (at !== tokens.length) throw new Error(`${text}: more than one expression`);
  return value;
}

const TOKEN = /'(?:[^']|'')*'|[A-Za-z_]\w*|\d+|[().,[\]]/g;

function call(name: string, values: readonly unknown[], scope: ArmScope): unknown {
  const words = values.map(String);
  if (name === 'parameters') return scope.parameter(words[0] ?? '');
  if (name === 'variables') return scope.variable(words[0] ?? '');
  const made = FUNCTIONS[name];
  if (made === undefined) throw new Error(`there is no function ${name}`);
  return made(values, words);
}

const FUNCTIONS: Readonly<Record<string, (values: readonly unknown[], words: readonly string[]) => unknown>> = {
  concat: (_values, words) => words.join(''),
  if: ([condition, then, otherwise]) => (condition === true ? then : otherwise),
  equals: ([one, other]) => one === other,
  not: ([value]) => value === false,
  empty: ([value]) => value === '',
  null: () => null,
  createObject: (values) =>
    Object.fromEntries(values.flatMap((key, n) => (n % 2 ? [] : [[String(key), values[n + 1]]]))),
  uriComponent: (_values, [text = '']) => encodeURIComponent(text),
  uniqueString: () => 'abcdefghijklm',
  resourceId: (_values, words) => `/${words.join('/')}`,
  subscriptionResourceId: (_values, words) => `/subscription/${words.join('/')}`,
  subscription: () => ({ subscriptionId: 'subscription', tenantId: 'tenant' }),
  resourceGroup: () => ({ id: '/group', location: 'westeurope' }),
  // As Azure's keys are: base64, which an address cannot hold as it stands.
  listKeys: () => ({ primaryKey: 'a+key/of=', keys: [{ value: 'a+key/of=' }] }),
  reference: () => ({ hostName: 'desk.westeurope.redis.azure.net' }),
};

function member(value: unknown, name: string, text: string): unknown {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (found === undefined) throw new Error(`${text}: there is no ${name}`);
  return found;
}
