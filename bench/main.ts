/**
 * `npm run bench [-- SECTION ... --repetitions N]`: prints the tables of `RESULTS.md`. Without a name, all sections but
 * those that are only run when named (`outbound-year`: some ten minutes).
 * Exit code 1 when a target is missed, 2 for words it does not know.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { SECTIONS } from './harness/sections.ts';
import { renderRows } from './harness/table.ts';
import { compilePeer } from './throughput/hold/cpp-peer.ts';

const REPETITIONS = 5;

function wordsOf(): {
  readonly help: boolean;
  readonly names: readonly string[];
  /** Null: as often as the section says. */
  readonly repetitions: number | null;
} {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { repetitions: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const known = SECTIONS.map(({ name }) => name);
  for (const name of positionals)
    if (!known.includes(name)) throw new Error(`unknown section: "${name}". Known: ${known.join(', ')}`);
  const repetitions = values.repetitions === undefined ? null : Number(values.repetitions);
  if (repetitions !== null && !(Number.isInteger(repetitions) && repetitions >= 1))
    throw new Error(`--repetitions ${values.repetitions}: a whole number >= 1 is needed`);
  const unasked = SECTIONS.filter(({ onlyWhenNamed }) => !onlyWhenNamed).map(({ name }) => name);
  return { help: values.help === true, names: positionals.length === 0 ? unasked : positionals, repetitions };
}

function help(): string {
  const width = Math.max(...SECTIONS.map(({ name }) => name.length));
  const lines = SECTIONS.map(
    ({ name, title, onlyWhenNamed }) =>
      `  ${name.padEnd(width)}  ${title}${onlyWhenNamed ? ' (only when named)' : ''}`,
  );
  return `npm run bench -- [SECTION ...] [--repetitions N (default ${REPETITIONS}; 1 where a section takes long)]\n\nSections:\n${lines.join('\n')}\n`;
}

function times(repetitions: number): string {
  return repetitions === 1 ? 'one repetition' : `${repetitions} repetitions`;
}

function main(): number {
  let words: ReturnType<typeof wordsOf>;
  try {
    words = wordsOf();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 2;
  }
  if (words.help) {
    process.stdout.write(help());
    return 0;
  }
  const [cpu] = cpus();
  process.stdout.write(
    `Node ${process.versions.node} (V8 ${process.versions.v8}), ${cpus().length} x ${cpu?.model ?? 'unknown processor'}, ` +
      `${(totalmem() / 2 ** 30).toFixed(0)} GB; medians, CPU time\n\n`,
  );
  const peer = compilePeer();
  let missed = 0;
  try {
    for (const section of SECTIONS.filter(({ name }) => words.names.includes(name))) {
      const repetitions = words.repetitions ?? section.repetitions ?? REPETITIONS;
      const rows = section.run({ repetitions, peer: peer?.program ?? null });
      missed += rows.filter(({ met }) => met === false).length;
      process.stdout.write(`${renderRows(`${section.title} (${times(repetitions)})`, rows)}\n`);
    }
  } finally {
    peer?.remove();
  }
  if (missed > 0) process.stdout.write(`${missed} targets missed\n`);
  return missed === 0 ? 0 : 1;
}

process.exitCode = main();
