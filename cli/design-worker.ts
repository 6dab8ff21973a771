/**
 * A process that runs replications of designs, one at a time, as its parent asks: `DesignProcess` is the other end. A process and no thread:
 * a user's own part that never answers can only be stopped from outside of its thread, and one that takes all memory takes this one alone.
 */
import { type DesignResult, runDesign } from '#bench/comparison/design-result';
import { showProblem } from '#scenarios/schema/source-files';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import { type DesignWords, type OpenDesign, openDesign } from './design-words.ts';
import { UserError } from './exit-codes.ts';
import { partFaultIn } from './parts/guard.ts';
import { untilInstant } from './until.ts';

export interface DesignQuestion {
  readonly words: DesignWords;
  readonly seed: string | number;
}

export type DesignAnswer =
  | { readonly result: DesignResult }
  | { readonly error: string; readonly blame: 'user' | 'internal' };

/** By what was typed: a design is loaded once. */
const open = new Map<string, Promise<OpenDesign>>();

process.on('message', (question: DesignQuestion) => {
  void answer(question).then((reply) => process.send!(reply));
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
// What asks to stop may reach every process (Ctrl-C in a terminal, `timeout`); the parent ends this one when its replication is done.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

async function answer(question: DesignQuestion): Promise<DesignAnswer> {
  try {
    return { result: await run(question) };
  } catch (error) {
    const fault = partFaultIn(error) ?? (error instanceof UserError ? error : null);
    if (fault !== null) return { error: fault.message, blame: 'user' };
    return {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      blame: 'internal',
    };
  }
}

async function run({ words, seed }: DesignQuestion): Promise<DesignResult> {
  const { checked, files, policies } = await designOf(words);
  const built = buildAnyOutbound(checked.scenario, seed, files);
  if (!built.ok) throw new UserError(built.problems.map(showProblem).join('\n'));
  const { world } = built;
  const until = words.until === undefined ? {} : { until: untilInstant(words.until, world.startAt) };
  return await runDesign({ world, policies, seed, bounds: words.hindsight === true, ...until });
}

function designOf(words: DesignWords): Promise<OpenDesign> {
  const key = JSON.stringify(words);
  const known = open.get(key);
  if (known !== undefined) return known;
  const design = openDesign(words);
  open.set(key, design);
  return design;
}
