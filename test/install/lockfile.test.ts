import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { root } from './temporaryFolder.js';

const Versions = z.record(z.string(), z.string()).default({});
const Manifest = z.object({ dependencies: Versions, devDependencies: Versions });
const Names = z.array(z.string()).default([]);
const Entry = z.looseObject({
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  optional: z.boolean().default(false),
  optionalDependencies: Versions,
  os: Names,
  cpu: Names,
  libc: Names,
});
const Lockfile = z.object({ packages: z.record(z.string(), Entry) });

const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(root, path), 'utf8'));

describe('the lockfile', () => {
  it('goes with package.json, whose versions are exact', async () => {
    const manifest = Manifest.parse(await read('package.json'));
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(ranges).to.deep.equal([]);

    const locked = Manifest.parse(Lockfile.parse(await read('package-lock.json')).packages['']);
    expect({ dependencies: locked.dependencies, devDependencies: locked.devDependencies }).to.deep.equal(manifest);
  });

  it('names no host but the public registry', async () => {
    const elsewhere = (await locked()).filter(
      ([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere.map(([path]) => path)).to.deep.equal([]);
  });

  it('pins by its hash every package that is installed on Debian', async () => {
    const unpinned = (await locked()).filter(
      ([, entry]) => !entry.integrity?.startsWith('sha512-') && !(entry.optional && isForAnotherSystem(entry)),
    );
    expect(unpinned.map(([path]) => path)).to.deep.equal([]);
  });

  it('has the optional packages of every system, without which npm ci refuses it (npm run lock adds them)', async () => {
    const entries = await locked();
    const names = new Set(entries.map(([path]) => path.split('node_modules/').at(-1)));
    const wanted = entries.flatMap(([, entry]) => Object.keys(entry.optionalDependencies));
    expect(wanted.filter((name) => !names.has(name))).to.deep.equal([]);
  });
});

async function locked(): Promise<[path: string, entry: z.infer<typeof Entry>][]> {
  const { packages } = Lockfile.parse(await read('package-lock.json'));
  return Object.entries(packages).filter(([path, entry]) => path !== '' && !('inBundle' in entry));
}

function isForAnotherSystem({ os, cpu, libc }: z.infer<typeof Entry>): boolean {
  const here = os.includes('linux') && (cpu.includes('x64') || cpu.includes('arm64')) && !libc.includes('musl');
  return os.length > 0 && !here;
}
