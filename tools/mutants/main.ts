/**
 * `npm run test:mutants`: plants each bug in a copy of the product, and has it searched for.
 *
 *   node tools/mutants/main.ts [--only ID,...] [--seeds N] [--workers N] [--json] [--page] [--clean]
 *
 * Exit 1 = one survives, or the product as it is has a finding; 2 = words it does not know.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { nearest } from '#sim/nearest';
import { GROUNDS, type GroundName } from './grounds.ts';
import { type Hunted, Hunter } from './hunter.ts';
import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { type HuntedMutant, PAGE, pageOf } from './page.ts';

const SEEDS = 200;
/** Of each ground, for the product as it is. */
const CLEAN_SEEDS = 20;

interface Words {
  readonly mutants: readonly Mutant[];
  readonly seeds: number;
  readonly workers: number;
  readonly json: boolean;
  readonly page: boolean;
  readonly clean: boolean;
}

function wrong(message: string): never {
  console.error(message);
  process.exit(2);
}

function whole(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 1) wrong(`--${name} is a whole number of 1 or more, got ${text}`);
  return value;
}

function wordsOf(args: readonly string[]): Words {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        seeds: { type: 'string' },
        workers: { type: 'string' },
        json: { type: 'boolean', default: false },
        page: { type: 'boolean', default: false },
        clean: { type: 'boolean', default: false },
      },
    });
    const wanted = values.only?.split(',');
    const ids = MUTANTS.map(({ id }) => id);
    for (const id of wanted ?? [])
      if (!ids.includes(id)) wrong(`no mutant "${id}". The nearest: ${nearest(id, ids) ?? ids.join(', ')}`);
    return {
      mutants: wanted === undefined ? MUTANTS : MUTANTS.filter(({ id }) => wanted.includes(id)),
      seeds: whole('seeds', values.seeds, SEEDS),
      workers: whole('workers', values.workers, availableParallelism()),
      json: values.json,
      page: values.page,
      clean: values.clean,
    };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

/** Each task on the next hunter that is free. */
async function each<T>(
  tasks: readonly T[],
  workers: number,
  work: (hunter: Hunter, task: T) => Promise<void>,
) {
  const waiting = [...tasks];
  const lane = async (): Promise<void> => {
    const hunter = new Hunter();
    hunters.push(hunter);
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await work(hunter, task);
    hunter.close();
  };
  await Promise.all(Array.from({ length: Math.min(workers, tasks.length) }, lane));
}

const hunters: Hunter[] = [];
process.on('SIGINT', () => {
  for (const hunter of hunters) hunter.close();
  process.exit(130);
});

const words = wordsOf(process.argv.slice(2));
const hunted: HuntedMutant[] = [];
const clean = new Map<GroundName, Hunted>();

await each(words.mutants, words.workers, async (hunter, mutant) => {
  const result = await hunter.hunt(mutant, { grounds: mutant.grounds, seeds: words.seeds });
  hunted.push({ mutant, ...result });
  const { caught, trials } = result;
  if (words.json) console.log(JSON.stringify({ id: mutant.id, trials, caught }));
  else
    console.log(
      caught === null
        ? `SURVIVES ${mutant.id}: ${trials} runs, nothing found`
        : `${mutant.id}: ${caught.invariant} (${caught.place}), run ${trials}: ${caught.message.slice(0, 160)}`,
    );
});
if (words.clean || words.page)
  await each(Object.keys(GROUNDS) as GroundName[], words.workers, async (hunter, ground) => {
    const result = await hunter.hunt(null, { grounds: [ground], seeds: CLEAN_SEEDS });
    clean.set(ground, result);
    const { caught, trials } = result;
    if (words.json) console.log(JSON.stringify({ ground, trials, caught }));
    else
      console.log(
        `as it is, ${ground}: ${trials} runs, ${caught === null ? 'nothing found' : caught.message}`,
      );
  });

const inOrder = words.mutants.flatMap((mutant) => hunted.filter((each) => each.mutant === mutant));
const survivors = hunted.filter(({ caught }) => caught === null);
const unclean = [...clean.values()].filter(({ caught }) => caught !== null);
if (words.page)
  writeFileSync(PAGE, pageOf(inOrder, clean, words.seeds, new Date().toISOString().slice(0, 10)));
if (!words.json)
  console.log(
    `${hunted.length - survivors.length} of ${hunted.length} caught${survivors.length === 0 ? '' : `; survivors: ${survivors.map(({ mutant }) => mutant.id).join(', ')}`}`,
  );
process.exit(survivors.length + unclean.length === 0 ? 0 : 1);
