import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError, readConfig } from '../../services/config/config.js';
import { startLines } from '../../services/config/startLines.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';

const FROM = { source: 'our contract', seenOn: '2026-11' };

describe('settings: REFUND_RULES_FILE', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (content: unknown, more: Record<string, string> = {}) => {
    const path = join(folder, 'rules.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return readConfig({ REFUND_RULES_FILE: path, ...more });
  };

  it('none: the published rules', () => {
    expect(readConfig({}).rules).to.equal(RULES);
    expect(readConfig({ REFUND_RULES_FILE: '' }).rules).to.equal(RULES);
  });

  it('sets what it names, says where that is from, and leaves the rest', () => {
    const { rules } = read({
      ...FROM,
      tiers: { enterprise: { claimWindowDays: 90 } },
      programmes: {
        easyReturn: { limitUsd: 2_000.5, countries: ['DE', 'FR'] },
        guaranteedDelivery: { applies: false },
      },
    });
    const { easyReturnLimit, easyReturnCountries, guaranteedDeliveryApplies, claimWindowDaysEnterprise, ...rest } =
      rules;
    expect(claimWindowDaysEnterprise).to.deep.equal({
      value: 90,
      source: 'operator',
      title: 'our contract',
      seenOn: '2026-11',
      confidence: 'operator',
    });
    expect(easyReturnLimit.value).to.deep.equal({ minor: 200_050, currency: 'USD' });
    expect(easyReturnCountries.value).to.deep.equal(['DE', 'FR']);
    expect(guaranteedDeliveryApplies.value).to.equal(false);
    for (const [name, number] of Object.entries(rest)) expect(number, name).to.equal(Reflect.get(RULES, name));
  });

  it('the one in docs/rules.md has the published numbers', () => {
    const page = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');
    const { rules } = read(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
    for (const [name, { value }] of Object.entries(rules)) {
      expect(value, name).to.deep.equal(Reflect.get(RULES, name).value);
    }
    const set = Object.values(rules).filter(({ confidence }) => confidence === 'operator');
    expect(set, 'all that can be set').to.have.length(13);
  });

  it('is named at start, and only then', () => {
    expect(startLines(read(FROM), { urls: ['http://x'] }).join('\n')).to.include('rules.json');
    expect(startLines(readConfig({}), { urls: ['http://x'] }).join('\n')).not.to.include('Rules');
  });

  const faults: readonly (readonly [string, unknown, string])[] = [
    ['is no JSON', '{', 'is not JSON'],
    ['is empty', '', 'is not JSON'],
    ['is a list', [], 'the file: Invalid input'],
    ['does not say where it is from', {}, 'source: '],
    [
      'does not say when it was read',
      { source: 'x', seenOn: 'last year' },
      'seenOn: expected a month, such as 2026-11',
    ],
    [
      'names a tier that there is not',
      { ...FROM, tiers: { gold: { claimWindowDays: 60 } } },
      'tiers: unknown name gold: there are standard, enterprise, enterprisePro',
    ],
    [
      'names a programme that there is not',
      { ...FROM, programmes: { fastRefund: {} } },
      'programmes: unknown name fastRefund: there are easyReturn, guaranteedDelivery',
    ],
    [
      'misspells a limit',
      { ...FROM, programmes: { easyReturn: { limitUSD: 1 } } },
      'programmes.easyReturn: unknown name limitUSD',
    ],
    [
      'names what cannot be set',
      { ...FROM, sellerResponseDays: 4 },
      'unknown name sellerResponseDays: there are source, seenOn, tiers, holidays, programmes',
    ],
    [
      'has days in words',
      { ...FROM, tiers: { enterprise: { claimWindowDays: '60' } } },
      'tiers.enterprise.claimWindowDays: ',
    ],
    ['has no days', { ...FROM, tiers: { enterprise: {} } }, 'tiers.enterprise.claimWindowDays: '],
    [
      'has half a day',
      { ...FROM, tiers: { enterprise: { claimWindowDays: 0.5 } } },
      'tiers.enterprise.claimWindowDays: ',
    ],
    [
      'has days without end',
      { ...FROM, tiers: { enterprise: { claimWindowDays: 100_000 } } },
      'tiers.enterprise.claimWindowDays: ',
    ],
    [
      'has a limit below nothing',
      { ...FROM, programmes: { easyReturn: { limitUsd: -1 } } },
      'programmes.easyReturn.limitUsd: ',
    ],
    [
      'has parts of a cent',
      { ...FROM, programmes: { easyReturn: { limitUsd: 0.015 } } },
      'limitUsd: expected US dollars with at most two decimals',
    ],
    [
      'has a country in words',
      { ...FROM, programmes: { easyReturn: { countries: ['Germany'] } } },
      'countries.0: expected two capital letters (ISO 3166), such as DE',
    ],
    [
      'has a yes in words',
      { ...FROM, programmes: { easyReturn: { applies: 'no' } } },
      'programmes.easyReturn.applies: ',
    ],
  ];
  for (const [what, content, message] of faults) {
    it(`a file that ${what} refuses to start, naming the variable`, () => {
      expect(() => read(content))
        .to.throw(ConfigError, message)
        .and.match(/^ConfigError: REFUND_RULES_FILE \(.*rules\.json\)/);
    });
  }

  it('a file that is not there refuses to start, naming the remedy', () => {
    expect(() => readConfig({ REFUND_RULES_FILE: join(folder, 'none.json') })).to.throw(
      ConfigError,
      /REFUND_RULES_FILE is .*none\.json.* \(ENOENT\): set it to the path/,
    );
    expect(() => readConfig({ REFUND_RULES_FILE: folder })).to.throw(ConfigError, 'cannot be read (EISDIR)');
  });

  it('every fault is told at once, with those of other settings', () => {
    expect(() =>
      read({ ...FROM, tiers: { gold: {} }, programmes: { easyReturn: { windowDays: 0 } } }, { HOST: '0.0.0.0' }),
    )
      .to.throw(ConfigError)
      .and.match(/HOST[\s\S]*gold[\s\S]*windowDays/);
  });
});
