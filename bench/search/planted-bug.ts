/**
 * Preloaded into a command (`node --import`), lays one planted bug over a source file as it is read: the whole command meets it, and no file is
 * changed or copied. `PLANTED_BUG` is the bug as JSON; without it nothing is planted.
 *
 * 1. What is looked for stands in the file exactly once, or the process fails: a bug that is not there would be taken for one that is not found.
 */
import { registerHooks } from 'node:module';

export interface PlantedBug {
  /** Of the file, `file://`. */
  readonly url: string;
  readonly find: string;
  readonly replace: string;
}

const { PLANTED_BUG } = process.env;
if (PLANTED_BUG !== undefined) plant(JSON.parse(PLANTED_BUG) as PlantedBug);

function plant({ url: where, find, replace }: PlantedBug): void {
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      if (url !== where) return loaded;
      const parts = String(loaded.source).split(find);
      if (parts.length !== 2)
        throw new Error(`${JSON.stringify(find)} stands ${parts.length - 1} times in ${where}`);
      return { ...loaded, source: parts.join(replace) };
    },
  });
}
