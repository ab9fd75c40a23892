import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

// `alone`: tests that measure time, or fill both cores by themselves, run without company.
const FOLDERS = [
  { name: 'install', quick: false, needs: ['build'] },
  { name: 'deployment', quick: false, needs: ['build'] },
  { name: 'conversations', quick: true, needs: ['model'] },
  { name: 'desk', quick: false, needs: ['build', 'model', 'redis'] },
  { name: 'kills', quick: false, needs: ['build', 'model', 'redis'] },
  { name: 'lives', quick: false, needs: ['build', 'model', 'redis'] },
  { name: 'api', quick: false, needs: ['build', 'model'] },
  { name: 'contracts', quick: false, needs: ['redis'] },
  { name: 'wire', quick: false, needs: ['build', 'model', 'redis'] },
  { name: 'badInput', quick: false, alone: true, needs: ['build', 'model'] },
  { name: 'refunds', quick: true },
  { name: 'content', quick: true, needs: ['model'] },
  { name: 'learning', quick: true },
  { name: 'understanding', quick: true, alone: true, needs: ['model'] },
  { name: 'faults', quick: false, alone: true, needs: ['build', 'model', 'redis'] },
  { name: 'browser', quick: false, alone: true, needs: ['build', 'chromium'] },
];

/**
 * The folders to run, each as `{name, files, alone, needs}`. `wish` is quick, all, or part of a path.
 * A folder of test/ that is not in the table is run as well (with all): a new one cannot be forgotten.
 */
export async function chooseGroups(wish) {
  const files = (await readdir(join(root, 'test'), { recursive: true }))
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `test/${path}`)
    .sort();
  const unlisted = [...new Set(files.map((path) => path.split('/')[1]))]
    .filter((name) => !FOLDERS.some((folder) => folder.name === name))
    .map((name) => ({ name, quick: false }));

  const groups = [...FOLDERS, ...unlisted].map(({ name, quick, alone = false, needs = [] }) => ({
    name,
    quick,
    alone,
    needs,
    files: files.filter((path) => path.startsWith(`test/${name}/`) || path === `test/${name}`),
  }));
  if (wish === 'all') return groups;
  if (wish === 'quick') return groups.filter((group) => group.quick);
  return groups
    .map((group) => ({ ...group, files: group.files.filter((path) => path.includes(wish)) }))
    .filter((group) => group.files.length > 0);
}
