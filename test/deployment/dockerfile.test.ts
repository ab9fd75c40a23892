import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { readDockerfile, type Stage } from './support/dockerfile.js';
import { MADE_UP, startedWith, unknownSettings } from './support/settings.js';
import { readJson, readText, root } from './support/templates.js';

const Manifest = z.object({ engines: z.object({ node: z.string() }), scripts: z.record(z.string(), z.string()) });

describe('the Dockerfile', () => {
  let build: Stage;
  let dependencies: Stage;
  let final: Stage;
  before(async () => {
    [build, dependencies, final] = z.tuple([Any, Any, Any]).parse(await readDockerfile());
  });

  it('installs, builds and starts as README says', async () => {
    const { scripts } = await readJson('package.json', Manifest);
    expect(build.runs).to.deep.equal(['npm ci', 'npm run build']);
    expect(scripts['start']).to.equal(`${scripts['build']} --quiet && exec ${final.command.join(' ')}`);
  });

  it('ships what runs, and only the packages that run', () => {
    expect(dependencies.runs).to.deep.equal(['npm ci --omit=dev']);
    const taken = final.copies.filter(({ from }) => from !== undefined);
    expect(taken).to.deep.equal([
      { from: dependencies.name, sources: ['/desk/node_modules'], to: 'node_modules' },
      { from: build.name, sources: ['/desk/dist'], to: 'dist' },
    ]);
  });

  it('installs by the settings of .npmrc, without which a package asks a question', () => {
    for (const stage of [build, dependencies]) expect(stage.copies[0]?.sources).to.include('.npmrc');
  });

  it('is built on a Node that the program runs on, the same in every stage', async () => {
    const { engines } = await readJson('package.json', Manifest);
    const atLeast = Number(/^>=(\d+)\./.exec(engines.node)?.[1]);
    for (const { image } of [build, dependencies, final]) {
      expect(image).to.equal(final.image);
      expect(Number(/^node:(\d+)-[a-z]+-slim$/.exec(image)?.[1]), image).to.be.at.least(atLeast);
    }
  });

  it('copies only what is there, and what .dockerignore lets through', async () => {
    const lines = (await readText('.dockerignore')).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const sources = [build, dependencies, final].flatMap(({ copies }) =>
      copies.filter(({ from }) => from === undefined).flatMap((copy) => copy.sources),
    );
    for (const source of sources) expect(existsSync(join(root, source)), source).to.equal(true);
    expect(lines).to.have.ordered.members(['*', ...[...new Set(sources)].sort().map((source) => `!${source}`)]);
  });

  it('gives the build every folder that it reads', async () => {
    const steps = (await readdir(join(root, 'scripts/build'))).map((file) => readText(`scripts/build/${file}`));
    const read = [...(await Promise.all(steps)).join('\n').matchAll(/filesUnder\('([\w/]+)'/g)]
      .map(([, folder = '']) => folder)
      .filter((folder) => !folder.startsWith('dist'));
    const given = build.copies.flatMap(({ sources }) => sources);
    expect(read).to.include.members(['services', 'test/understanding']);
    const missing = read.filter((folder) => !given.some((source) => `${folder}/`.startsWith(`${source}/`)));
    expect(missing).to.deep.equal([]);
  });

  it('runs as a user that is not root, and says how it is stopped and where it listens', () => {
    expect(final.last).to.include({ USER: 'node', STOPSIGNAL: 'SIGTERM', WORKDIR: '/desk' });
    expect(final.last['EXPOSE']).to.equal(String(startedWith({}).port));
    expect(final.last['VOLUME']).to.equal(final.environment['DATA_DIR']);
  });

  it('sets only what is read', () => {
    expect(unknownSettings(final.environment)).to.deep.equal([]);
    expect(final.environment['NODE_ENV']).to.equal('production');
    const config = startedWith({ ...final.environment, DIRECTLINE_SECRET: MADE_UP.directLineSecret });
    expect(config).to.include({ dataDir: '/data', demo: false });
  });
});

/** Read by readDockerfile already; this only counts them. */
const Any = z.custom<Stage>((value) => value !== undefined);
