/**
 * `npm run verify [-- CASE_OR_GROUP ... --workers N --fast --planted slow-server --seed S --json]`: simulates the
 * verification cases and holds each value against what is expected.
 * Exit code 1 when a value is outside its interval, an interval is too wide or a case has no model; 2 for words it does not
 * know. With `--planted` 1 says that the fault was seen.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { allCases, type VerificationCase } from './cases.ts';
import { planFor } from './job.ts';
import { failed, judged, type Report, renderReport } from './report.ts';
import { type Progress, runJobs } from './run.ts';
import { selectCases } from './select.ts';
import { withWorkers } from './worker-lane.ts';

/** Green for the kernel as it is; another seed gives another sample. */
const SEED = '1';

interface Words {
  readonly cases: readonly VerificationCase[];
  readonly workers: number;
  readonly fast: boolean;
  readonly planted: boolean;
  readonly seed: string;
  readonly json: boolean;
}

function wordsOf(args: readonly string[]): Words {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      workers: { type: 'string' },
      fast: { type: 'boolean' },
      planted: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const selection = selectCases(positionals, allCases());
  if (!selection.ok) throw new Error(selection.problems.join('\n'));
  const workers = Number(values.workers ?? availableParallelism());
  if (!(Number.isInteger(workers) && workers >= 1))
    throw new Error(`--workers ${values.workers}: a whole number >= 1 is needed`);
  if (values.planted !== undefined && values.planted !== 'slow-server')
    throw new Error(`--planted ${values.planted}: unknown fault. Known: slow-server`);
  return {
    cases: selection.cases,
    workers,
    fast: values.fast ?? false,
    planted: values.planted !== undefined,
    seed: values.seed ?? SEED,
    json: values.json ?? false,
  };
}

const tellProgress: Progress = ({ job, seconds, replications, fault }, finished, jobs) => {
  const name = job.variant === '' ? job.case.id : `${job.case.id} (${job.variant})`;
  const work = `${replications} x ${job.size} ${job.model.unit}, ${seconds.toFixed(1)} s`;
  process.stderr.write(`[${finished}/${jobs}] ${name}: ${fault ?? work}\n`);
};

async function verify({ cases, workers, fast, planted, seed }: Words): Promise<Report> {
  const started = performance.now();
  const { alpha, jobs, leftOut, missing } = planFor(cases, { seed, fast, planted });
  const sequences = await withWorkers(workers, (lanes) => runJobs(jobs, lanes, tellProgress));
  const seconds = (performance.now() - started) / 1000;
  return { seed, workers, fast, planted, alpha, ...judged(sequences, missing), leftOut, seconds };
}

async function main(): Promise<number> {
  let words: Words;
  try {
    words = wordsOf(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 2;
  }
  const report = await verify(words);
  process.stdout.write(words.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report));
  return failed(report) ? 1 : 0;
}

process.exitCode = await main();
