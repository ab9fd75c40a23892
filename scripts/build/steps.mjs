import { filesUnder, hashOf, read, stamp, write } from './files.mjs';

const RECORD = '.cache/build.json';

/**
 * Runs build steps and remembers what they read and wrote.
 *
 * A step is `{name, inputs(), run(inputs)}`: `inputs` lists the files it reads, `run` does the work and
 * returns the files it wrote. It is skipped while no input was added, removed or changed (size and time
 * first, the content's hash when they differ, as after a `git checkout`) and every output is untouched.
 */
export async function openSteps() {
  const before = await lastRecord();
  const after = {};
  const done = [];
  // The build's own code is an input of every step: a change to a step must not be mistaken for "up to date".
  const ownCode = [...(await filesUnder('scripts/build')), 'scripts/build.mjs', 'package.json'];

  const runStep = async (step) => {
    const inputs = await step.inputs();
    const known = before[step.name];
    const stamped = await stampInputs([...ownCode, ...inputs], known?.inputs ?? {});
    if (known && sameInputs(known.inputs, stamped) && (await untouched(known.outputs))) {
      after[step.name] = { inputs: stamped, outputs: known.outputs };
      return;
    }
    const outputs = await step.run(inputs);
    after[step.name] = { inputs: stamped, outputs: await stampOutputs(outputs) };
    if (outputs.length > 0 || known) done.push(step.name);
  };

  return {
    run: runStep,
    done: () => done,
    outputs: () => Object.values(after).flatMap((step) => Object.keys(step.outputs)),
    // A step that failed is absent from `after`, and so runs again next time.
    save: () => write(RECORD, JSON.stringify(after)),
  };
}

async function lastRecord() {
  try {
    return JSON.parse(await read(RECORD));
  } catch {
    return {}; // None yet, or one cut short: build everything.
  }
}

async function stampInputs(paths, known) {
  const stamped = {};
  for (const path of paths) {
    const now = await stamp(path);
    if (!now) continue;
    const last = known[path];
    const unchanged = last?.size === now.size && last.mtimeMs === now.mtimeMs;
    stamped[path] = { ...now, hash: unchanged ? last.hash : hashOf(await read(path)) };
  }
  return stamped;
}

async function stampOutputs(paths) {
  const stamped = {};
  for (const path of paths) stamped[path] = await stamp(path);
  return stamped;
}

function sameInputs(known, now) {
  const paths = Object.keys(now);
  return paths.length === Object.keys(known).length && paths.every((path) => known[path]?.hash === now[path].hash);
}

async function untouched(outputs) {
  for (const [path, known] of Object.entries(outputs)) {
    const now = await stamp(path);
    if (now?.size !== known.size || now.mtimeMs !== known.mtimeMs) return false;
  }
  return true;
}
