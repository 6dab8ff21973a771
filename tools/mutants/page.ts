/** `docs/mutants.md`: what became of each planted bug, and how to search for one again. */
import { join } from 'node:path';
import type { Ground } from './ground.ts';
import { GROUNDS } from './grounds.ts';
import type { Hunted } from './hunter.ts';
import type { Mutant } from './mutant.ts';
import { ROOT } from './tree.ts';

export const PAGE = join(ROOT, 'docs/mutants.md');

export interface HuntedMutant extends Hunted {
  readonly mutant: Mutant;
}

/** @param today as it is to stand on the page, such as 2026-11-26 */
export function pageOf(
  hunted: readonly HuntedMutant[],
  clean: ReadonlyMap<string, Hunted>,
  seeds: number,
  today: string,
): string {
  const caught = hunted.filter((each) => each.caught !== null);
  const trials = sum(clean.values(), (each) => each.trials);
  const orders = sum(hunted, (each) => each.orders) + sum(clean.values(), (each) => each.orders);
  const events = sum(hunted, (each) => each.events) + sum(clean.values(), (each) => each.events);
  const findings = [...clean.values()].filter((each) => each.caught !== null).length;
  return `# Planted bugs

Is a run watched well enough that a bug in the core would show? ${hunted.length} bugs are planted in it, one at a time, each in a copy of the
product and never in the product itself: limits that are off by one, compensations that are forgotten, bills that are taken twice. Each is then searched
for with small runs of library scenarios in which much goes wrong, until an invariant stops one of them.

\`\`\`
npm run test:mutants                                  # all of them, on all processors; with --seeds N, N seeds of each ground at most
npm run test:mutants -- --only clerk-lifts-credit-hold      # one
npm run test:mutants -- --seeds 1000 --workers 2 --json
npm run test:mutants -- --page                        # and writes this page
\`\`\`

It exits 1 when one survives. A bug is plain data in \`tools/mutants/planted/\`: a file, a text that stands in it once, and what stands there instead;
\`npm test\` holds each to the sources as they are. Where it is searched for is a *ground* of \`tools/mutants/grounds.ts\`: a scenario, overlays,
settings that make rare things frequent.

Written by \`npm run test:mutants -- --seeds ${seeds} --page\` on ${today}: ${caught.length} of ${hunted.length} are caught. The product as it is, on the same grounds: ${trials} runs,
${findings === 0 ? 'nothing found' : `${findings} grounds with a finding`}. In all ${orders.toLocaleString('en')} orders, ${events.toLocaleString('en')} events.

| bug | where | caught by | runs |
|---|---|---|---|
${hunted.map(rowOf).join('\n')}

## Grounds

| ground | scenario | overlays | runs of the product as it is |
|---|---|---|---|
${Object.entries(GROUNDS)
  .map(([name, ground]) => groundRow(name, ground, clean.get(name)))
  .join('\n')}
`;
}

function rowOf({ mutant, caught, trials }: HuntedMutant): string {
  const { bug, file, id } = mutant;
  const by =
    caught === null
      ? '**survives**'
      : `${caught.invariant}<br>(${caught.place}; ${caught.ground}, seed ${caught.seed})`;
  return `| \`${id}\`: ${bug} | \`${file.replace(/^orchestrator\/(?:processes\/)?/, '')}\` | ${by} | ${trials} |`;
}

function groundRow(
  name: string,
  { scenario, overlays, model, compared }: Ground,
  run: Hunted | undefined,
): string {
  const more = [
    ...overlays,
    ...(model === undefined ? [] : [`a wayward model answers \`${model}\``]),
    ...(compared === true ? ['run again with crashes, upgrades and zombies'] : []),
  ];
  const clean = run === undefined ? '' : run.caught === null ? `${run.trials}, clean` : run.caught.message;
  return `| ${name} | ${scenario} | ${more.join(', ')} | ${clean} |`;
}

function sum<T>(list: Iterable<T>, of: (each: T) => number): number {
  let total = 0;
  for (const each of list) total += of(each);
  return total;
}
