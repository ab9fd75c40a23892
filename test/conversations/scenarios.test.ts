import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const HERE = new URL('./', import.meta.url);
/** `[name](file.test.ts): "part of a test's title"`, any number of them in a row. */
const TEST = /\[\w+\]\(([\w./]+)\)(?:: "((?:[^"\\]|\\.)+)")?/g;
const NO_TEST = /^does not map: .{20}/;

const rows = readFileSync(new URL('README.md', HERE), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!---|scenario|pattern)/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

describe('the list of scenarios', () => {
  it('has the twenty patterns and some eighty scenarios', () => {
    expect(rows).to.have.length.within(95, 130);
  });

  it('names for each a test that is there, or says why there is none', () => {
    expect(
      rows.flatMap(([scenario = '', here = '']) => faults(here).map((fault) => `${scenario}: ${fault}`)),
    ).to.deep.equal([]);
  });
});

function faults(here: string): readonly string[] {
  const tests = [...here.matchAll(TEST)];
  const named = tests.some(([, , title]) => title !== undefined) || NO_TEST.test(here);
  return [
    ...(named ? [] : ['neither a test nor a reason']),
    ...tests.flatMap(([, file = '', title]) => {
      const url = new URL(file, HERE);
      if (!existsSync(url)) return [`there is no ${file}`];
      const isThere = title === undefined || titlesIn(url).includes(title.replaceAll('\\"', '"'));
      return isThere ? [] : [`${file} has no test "${title}"`];
    }),
  ];
}

/** All the titles of a file's tests, one on a line; what a test computes stands as it is written. */
function titlesIn(file: URL): string {
  const titles = readFileSync(file, 'utf8').matchAll(/\bit\(\s*(['"`])((?:(?!\1)[^\\]|\\.)+)\1/g);
  return [...titles].map(([, , title]) => title).join('\n');
}
