/**
 * `npm run lock`: completes package-lock.json after a change of dependencies (`npm install --package-lock-only`).
 *
 * A package with binaries lists one optional package for each system. A registry mirror may lack those of systems it
 * does not serve; npm then leaves them out of the lockfile, and `npm ci` refuses that lockfile ("Missing: ... from
 * lock file") everywhere. So each is written down with the version its parent names and the system its name tells:
 * npm skips it where the system is another, and fetches it where it is that one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lockfile = JSON.parse(readFileSync(path, 'utf8'));
const { packages } = lockfile;
const added = [];

for (const [parentPath, parent] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (isLocked(parentPath, name)) continue;
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${parentPath} wants ${name}@${version}: not one version`);
    const { os, cpu, libc } = systemOf(name);
    // In npm's own order of keys, so that its next write changes nothing.
    const entry = { version, cpu, dev: parent.dev, libc, optional: true, os };
    packages[`node_modules/${name}`] = entry;
    added.push(`${name}@${version}`);
  }
}

lockfile.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(added.length === 0 ? 'lockfile: complete' : `lockfile: added ${added.join(', ')}`);

/** As Node looks it up: inside the parent, then beside it, then beside each package that the parent lies in. */
function isLocked(parentPath, name) {
  const steps = parentPath.split('node_modules/');
  return steps.some((_, depth) => {
    const folder = steps.slice(0, steps.length - depth).join('node_modules/');
    const inside = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
    return packages[`${inside}node_modules/${name}`] !== undefined;
  });
}

/** `{os, cpu, libc}` from a name such as cli-linux-x64-musl. */
function systemOf(name) {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const among = (all) => words.filter((word) => all.includes(word));
  const os = among([
    'android',
    'darwin',
    'freebsd',
    'linux',
    'openharmony',
    'openbsd',
    'netbsd',
    'sunos',
    'win32',
    'aix',
  ]);
  const cpu = among(['arm', 'arm64', 'ia32', 'x64', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32']);
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`no one system in the name ${name}`);
  const musl = words.some((word) => word.startsWith('musl'));
  return { os, cpu, libc: os[0] === 'linux' ? [musl ? 'musl' : 'glibc'] : undefined };
}
