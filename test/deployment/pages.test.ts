import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect } from 'chai';
import { readText, root } from './support/templates.js';

const FOLDER = 'deploymentTemplates';

describe('the pages of the templates', () => {
  let files: string[];
  before(async () => {
    const entries = await readdir(join(root, FOLDER), { recursive: true, withFileTypes: true });
    files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length));
  });
  const pages = () => files.filter((file) => file.endsWith('.md'));

  it('are one for each platform, and one to choose by', () => {
    const platforms = ['azure', 'docker', 'kubernetes'].map((name) => `${FOLDER}/${name}/README.md`);
    expect(pages().sort()).to.deep.equal([`${FOLDER}/README.md`, ...platforms]);
  });

  it('lead to pages that there are', async () => {
    for (const page of pages()) {
      for (const [, link = ''] of (await readText(page)).matchAll(/\]\(([^)#]+)(?:#[\w-]+)?\)/g)) {
        expect(existsSync(join(root, dirname(page), link)), `${page}: ${link}`).to.equal(true);
      }
    }
  });

  it('name only files that there are, and every template that an operator has to fill in', async () => {
    const names = files.map((file) => basename(file));
    const texts = await Promise.all(pages().map(readText));
    const named = texts.flatMap((text) => [...text.matchAll(/[\w.-]+\.(?:json|ya?ml|conf)\b/g)].map(([name]) => name));
    const isThere = (name: string) => names.includes(name) || existsSync(join(root, name));
    expect([...new Set(named)].filter((name) => !isThere(name))).to.deep.equal([]);
    expect(named).to.include.members(names.filter((name) => name.endsWith('-rg.json')));
  });
});
