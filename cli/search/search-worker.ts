/** A process that runs the runs of a search, one at a time, as its parent asks: `SearchProcess` is the other end. */
import { settleEngine } from '#bench/experiments/engine';
import { type SearchAnswer, type SearchTask, searchRun } from '#bench/search/search-run';
import { runTrial } from '#testing/search/trial';
import { UserError } from '../exit-codes.ts';
import { partFaultIn } from '../parts/guard.ts';
import { ownPolicies } from '../policies.ts';
import { type OpenSearch, openSearch, type SearchedWords, variationOf } from './search-words.ts';

export interface SearchQuestion {
  readonly words: SearchedWords;
  readonly task: SearchTask;
}

export type SearchReply =
  | { readonly answer: SearchAnswer }
  | { readonly error: string; readonly blame: 'user' | 'internal' };

/** Of the first question: a process has one search. */
let opened: Promise<OpenSearch> | null = null;

settleEngine();
process.on('message', (question: SearchQuestion) => {
  void reply(question).then((said) => process.send!(said));
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
// What asks to stop may reach every process; the parent ends this one when its run is done.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

async function reply(question: SearchQuestion): Promise<SearchReply> {
  try {
    return { answer: await answer(question) };
  } catch (error) {
    const fault = partFaultIn(error) ?? (error instanceof UserError ? error : null);
    if (fault !== null) return { error: fault.message, blame: 'user' };
    return {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      blame: 'internal',
    };
  }
}

async function answer({ words, task }: SearchQuestion): Promise<SearchAnswer> {
  opened ??= openSearch(words);
  const open = await opened;
  const begunMs = performance.now();
  const variation = variationOf(open, task.seed, task.without === null ? [] : [task.without]);
  const policies = open.models.armIn(variation.scenario, open.parts);
  const outcome = await runTrial({
    scenario: variation.scenario,
    files: open.files,
    seed: task.seed,
    fidelity: open.fidelity,
    ownPolicies: ownPolicies(open.parts),
    ...(policies === undefined ? {} : { policies }),
    probed: words.probes === true,
  });
  const tookMs = performance.now() - begunMs;
  return { run: searchRun(task.seed, variation, outcome), tookMs };
}
