import { execa } from 'execa';

/** The files git knows or would add, below the given folders, whose names end as given. Deleted ones are left out. */
export async function trackedFiles(folders: readonly string[], endings: RegExp): Promise<readonly string[]> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...folders];
  const [{ stdout: all }, { stdout: gone }] = await Promise.all([
    execa('git', args),
    execa('git', ['ls-files', '--deleted', '--', ...folders]),
  ]);
  const deleted = new Set(gone.split('\n'));
  return all.split('\n').filter((path) => endings.test(path) && !deleted.has(path));
}
