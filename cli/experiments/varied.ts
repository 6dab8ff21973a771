/** Designs of which something is varied: what is wrong with a value is said of the option that it was typed with. */
import { UserError } from '../exit-codes.ts';
import type { DesignWords } from './design-words.ts';
import { type Design, describeDesign } from './experiment.ts';

/** @param paths that are set for it, beside the user's own settings. @param option where they come from, as `--vary` */
export async function describeVaried(
  words: DesignWords,
  paths: readonly string[],
  option: string,
): Promise<Design> {
  try {
    return await describeDesign(words);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // A problem's place is its setting.
    throw new UserError(
      error.message
        .split('\n')
        .map((line) => asTyped(line, paths, option))
        .join('\n'),
    );
  }
}

function asTyped(line: string, paths: readonly string[], option: string): string {
  const path = paths.find((each) => line.startsWith(`--set ${each}:`));
  return path === undefined ? line : `${option} ${line.slice('--set '.length)}`;
}
