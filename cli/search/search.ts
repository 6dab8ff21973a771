/** `dray search`: many small runs of a scenario, each with another half of what can go wrong; which invariant breaks, and where? */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type Failure, failuresOf } from '#bench/search/failures';
import { type KindShare, kindShares } from '#bench/search/kind-shares';
import { type Searched, search as searchRuns } from '#bench/search/search';
import type { SearchRun } from '#bench/search/search-run';
import { renderFailuresMarkdown } from '#reports/markdown/failures-markdown';
import { isRecorded, readsNoOrders } from '#scenarios/schema/outbound/scenario';
import { showProblem } from '#scenarios/schema/source-files';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import { type FoundCase, fileOfCase, nameOfCase } from '#testing/search/found-case';
import { probesOf } from '#testing/search/probes/probe-watch';
import { PROBES } from '#testing/search/probes/probes';
import { plainOf } from '#testing/search/tree';
import { EXIT, type ExitCode, reason, UserError } from '../exit-codes.ts';
import { experimentCommand } from '../experiments/experiment-command.ts';
import { makeFolder } from '../out-folder.ts';
import { Progress } from '../progress.ts';
import { placedParts } from '../reduce/placed-parts.ts';
import { type ReportKind, reportKindsOf } from '../report/report-kinds.ts';
import { tellStepSummary } from '../report/step-summary.ts';
import { folderName } from '../run/run-parts.ts';
import { fitted } from '../screen.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
import { foundFailures } from './found-failures.ts';
import { SearchFile } from './search-file.ts';
import { type SearchPages, writeSearchReports } from './search-pages.ts';
import { SearchProcess } from './search-process.ts';
import { type ProbeReport, renderSearch, type SearchReport, type SearchSpeed } from './search-report.ts';
import {
  checkInvariant,
  firstSeed,
  type OpenSearch,
  openSearch,
  type SearchedWords,
  type SearchWords,
  timeOf,
  variationOf,
} from './search-words.ts';

/** Where neither --runs nor --time says otherwise: a pull request's. */
const RUNS = 250;
/** Runs of each kind of fault that are made again without it, to see whether the trace changes. */
const SAMPLES_EACH = 20;
/** So many to a processor; more would only make each other wait. */
const LANES_A_PROCESSOR = 4;

export async function search(words: SearchWords): Promise<ExitCode> {
  checkInvariant(words.invariant);
  const kinds = reportKindsOf(words.report ?? []);
  const timeMs = timeOf(words.time);
  const asked = searchedWords(words);
  const open = await openSearch(asked);
  try {
    return await searchIn(open, { words, asked, kinds, timeMs });
  } finally {
    await open.models.close();
  }
}

interface Asking {
  readonly words: SearchWords;
  readonly asked: SearchedWords;
  readonly kinds: readonly ReportKind[];
  readonly timeMs: number | undefined;
}

/** Of the time that is given: what is left is for seeing which kinds of fault change anything. */
const SHARE_BEFORE_KINDS = 0.8;

async function searchIn(open: OpenSearch, { words, asked, kinds, timeMs }: Asking): Promise<ExitCode> {
  const { scenario } = open.variations;
  const seed = firstSeed(words.seed, scenario.seed);
  const lanesCount = lanesOf(words);
  checkData(words, open, seed);
  const identity = `${open.identity} ${seed} ${words.twice === true}`;
  const out = words.out ?? freeFolder(join('runs', `search-${folderName(scenario.name, seed)}`), identity);
  openFolder(out);
  const store = new SearchFile(join(out, 'runs.jsonl'), identity);
  const lanes = Array.from({ length: lanesCount }, () => new SearchProcess(asked));
  const progress = new Progress(process.stderr, { quiet: words.quiet === true });
  const signals = stopOnSignals();
  const begunMs = Date.now();
  const isLate = (share = 1): boolean => timeMs !== undefined && Date.now() - begunMs >= share * timeMs;
  const runs = words.runs ?? (timeMs === undefined ? RUNS : Infinity);
  try {
    await refuseOther(store, lanes[0]!, seed, out);
    const searched = await searchRuns(lanes, store, {
      seed,
      runs,
      twice: words.twice === true,
      shouldStop: () => signals.asked() || isLate(words.probes ? SHARE_BEFORE_KINDS : 1),
      onDone: (done) => progress.share(shareDone(done, runs, begunMs, timeMs), `${done} runs`),
    });
    const tookMs = Date.now() - begunMs;
    // What each kind did is counted for the page, also where nobody asked for probes: nothing is run for it.
    const shares =
      words.probes === true
        ? await kindShares(lanes, store, searched.runs, {
            each: SAMPLES_EACH,
            shouldStop: () => signals.asked() || isLate(),
            onDone: (done, of) => progress.share(done / of, `${done} of ${of} runs without one kind`),
          })
        : await kindShares([], store, searched.runs, { each: 0 });
    const wasStopped = signals.asked();
    const report = reportOf({ words, open, seed, searched, shares, out, wasStopped });
    progress.clear();
    const speed = speedOf(searched, tookMs);
    tell(report, speed, out, words.json === true);
    await tellReports(report, { kinds, speed, out }, words.json === true);
    if (signals.asked()) return EXIT.interrupted;
    return report.failures.length > 0 ? EXIT.violated : EXIT.done;
  } finally {
    progress.clear();
    signals.release();
    for (const lane of lanes) lane.close();
  }
}

function searchedWords(words: SearchWords): SearchedWords {
  const { ref, data, with: overlays, set, faults, orders, policy, fidelity, probes } = words;
  return { ref, data, with: overlays, set, faults, orders, policy, fidelity, probes };
}

function shareDone(done: number, runs: number, begunMs: number, timeMs: number | undefined): number {
  const ofTime = timeMs === undefined ? 0 : (Date.now() - begunMs) / timeMs;
  return Math.min(1, Math.max(ofTime, done / runs));
}

function lanesOf({ workers, twice, runs }: SearchWords): number {
  const processors = availableParallelism();
  const most = LANES_A_PROCESSOR * processors;
  if (workers !== undefined && workers > most)
    throw new UserError(
      `--workers ${workers}: this machine has ${processors} ${processors === 1 ? 'processor' : 'processors'}, and more than ${most} processes would only make each other wait`,
    );
  if (twice) return Math.max(2, workers ?? processors);
  return workers ?? Math.min(processors, runs ?? Infinity);
}

/** Of nobody's choosing: where it holds another search, one beside it. */
function freeFolder(out: string, identity: string): string {
  if (!SearchFile.holdsAnother(join(out, 'runs.jsonl'), identity)) return out;
  return `${out}-${createHash('sha256').update(identity).digest('hex').slice(0, 8)}`;
}

/** Here, not in a process: whoever typed it is told. */
function checkData({ data }: SearchWords, { variations, files }: OpenSearch, seed: number): void {
  const { scenario } = variations;
  if (!isRecorded(scenario)) return;
  if (data === undefined)
    throw new UserError(
      `scenario "${scenario.name}" reads its orders from files: name their folder with --data DIR`,
    );
  const built = buildAnyOutbound(scenario, seed, files);
  if (!built.ok) throw new UserError(built.problems.map(showProblem).join('\n'));
}

function openFolder(out: string): void {
  try {
    makeFolder(resolve(out));
  } catch (error) {
    throw new UserError(`--out ${out}: can't write there (${reason(error)}). Name another folder with --out`);
  }
}

/**
 * What is kept was made by this code: versions do not change while one works on Dray itself. The first run is made again, and the first of
 * each failure, which may be mended by now.
 */
async function refuseOther(store: SearchFile, lane: SearchProcess, seed: number, out: string): Promise<void> {
  const kept: SearchRun[] = [];
  for (let run = store.get(0); run !== undefined; run = store.get(kept.length)) kept.push(run);
  if (kept.length === 0) return;
  const numbers = failuresOf(kept).map((failure) => failure.seed - seed);
  const isSame = async (n: number): Promise<boolean> => {
    const { digest, finding } = kept[n]!;
    const { run } = await lane.execute({ n, seed: seed + n, without: null });
    // That two processes differ is seen by no run alone.
    const found = finding?.invariant === 'deterministic' ? run.finding : finding;
    return run.digest === digest && run.finding?.message === found?.message;
  };
  for (const n of new Set([0, ...numbers])) if (!(await isSame(n))) return refuse(out);
}

function refuse(out: string): never {
  throw new UserError(
    `--out ${out}: the runs in it were made by other code, or do not repeat themselves. Name another folder, or remove it`,
  );
}

interface Reporting {
  readonly words: SearchWords;
  readonly open: OpenSearch;
  readonly seed: number;
  readonly searched: Searched;
  readonly shares: readonly KindShare[];
  readonly out: string;
  readonly wasStopped: boolean;
}

function reportOf(reporting: Reporting): SearchReport {
  const { words, open, seed, searched, shares, wasStopped } = reporting;
  const { runs, complete } = searched;
  const all = failuresOf(runs);
  const wanted = all.filter(
    ({ invariant }) => words.invariant === undefined || invariant === words.invariant,
  );
  const failures: SearchReport['failures'][number][] = [];
  for (const failure of wanted) {
    const file = fileOfFailure(reporting, failure);
    failures.push({ ...failure, file, again: againOf(reporting, failure, file) });
  }
  const sum = (of: (run: SearchRun) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return {
    format: 1,
    process: 'search',
    scenario: open.variations.scenario.name,
    seed,
    runs: runs.length,
    // Time that is up ends a search that has no number of runs.
    complete: complete || (words.time !== undefined && words.runs === undefined && !wasStopped),
    twice: words.twice === true,
    orders: open.orders,
    faults: open.faults,
    kinds: open.variations.kinds.map(({ name }) => name),
    failures,
    others: all.filter((each) => !wanted.includes(each)).reduce((total, { count }) => total + count, 0),
    events: sum(({ events }) => events),
    simulatedMs: sum(({ simulatedMs }) => simulatedMs),
    probes: words.probes === true ? probeReport(open, runs) : null,
    kindShares: shares,
    reproduce: commandOf(words, seed, words.runs),
  };
}

/** Commands that show it again, and the one that makes it small. */
function againOf({ words, open }: Reporting, { seed }: Failure, file: string | null): readonly string[] {
  const search = commandOf(words, seed, 1);
  if (file === null) return [search];
  const options = { '--data': words.data, '--fidelity': words.fidelity };
  const run = experimentCommand('run', [file], options);
  // What is reduced stands by itself, without data files.
  const isWhole = readsNoOrders(open.variations.scenario);
  return [run, ...(isWhole ? [experimentCommand('reduce', [file], options)] : []), search];
}

/** Of its first seed; null where no scenario shows it by itself. */
function fileOfFailure({ words, open, out }: Reporting, { seed, policy, finding }: Failure): string | null {
  if (finding.invariant === 'deterministic') return null;
  const { scenario } = variationOf(open, seed);
  // A file elsewhere could not name the history of its orders, which lies beside its scenario.
  if (!isRecorded(scenario) && !readsNoOrders(scenario)) return null;
  const placed = isRecorded(scenario) ? scenario : placedParts(scenario, words.ref, out, open);
  const fidelity = words.fidelity === 'wire' ? 'wire' : 'objects';
  const found: FoundCase = { scenario: plainOf(placed), seed, policy, fidelity, finding };
  const path = join(out, nameOfCase(found));
  writeOut(path, fileOfCase(found, commandOf(words, seed, 1)));
  return path;
}

function probeReport({ variations }: OpenSearch, runs: readonly SearchRun[]): ProbeReport {
  const counts = new Map<string, number>();
  for (const { probes } of runs)
    for (const no of probes) counts.set(PROBES[no]!.name, (counts.get(PROBES[no]!.name) ?? 0) + 1);
  const watched = probesOf(variations.scenario);
  return {
    watched: watched.length,
    reached: watched.flatMap(({ name }) => {
      const count = counts.get(name);
      return count === undefined ? [] : [{ probe: name, runs: count }];
    }),
    missed: watched.flatMap(({ name, about }) => (counts.has(name) ? [] : [{ probe: name, about }])),
  };
}

function speedOf({ laneMs, laneEvents, runs }: Searched, tookMs: number): SearchSpeed | null {
  if (laneMs === 0) return null;
  const simulatedMs = runs.reduce((total, run) => total + run.simulatedMs, 0);
  const events = runs.reduce((total, run) => total + run.events, 0);
  return {
    eventsPerLaneSecond: (1000 * laneEvents) / laneMs,
    // What was kept from an earlier time took none of this one.
    simulatedPerReal: ((simulatedMs / Math.max(1, events)) * laneEvents) / laneMs,
    runsPerSecond: (1000 * runs.length * (laneEvents / Math.max(1, events))) / Math.max(1, tookMs),
  };
}

function tell(report: SearchReport, speed: SearchSpeed | null, out: string, json: boolean): void {
  const path = join(out, 'search.json');
  const kept = `${JSON.stringify(report, null, 2)}\n`;
  writeOut(path, kept);
  process.stdout.write(
    json
      ? kept
      : `${fitted(renderSearch(report, speed))}\n\nresult     ${path}\nagain      ${report.reproduce}\n`,
  );
}

async function tellReports(report: SearchReport, pages: SearchPages, json: boolean): Promise<void> {
  const lines = await writeSearchReports(report, pages);
  if (!json) for (const line of lines) process.stdout.write(`${line}\n`);
  tellStepSummary(() => renderFailuresMarkdown(foundFailures(report)));
}

function writeOut(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UserError(`can't write to ${path} (${reason(error)}). Name another folder with --out`);
  }
}

function commandOf(words: SearchWords, seed: number, runs: number | undefined): string {
  return experimentCommand('search', [words.ref], {
    '--data': words.data,
    '--seed': seed,
    '--runs': runs,
    '--time': runs === undefined ? words.time : undefined,
    '--with': words.with,
    '--set': words.set,
    '--faults': words.faults,
    '--orders': words.orders,
    '--policy': words.policy,
    '--fidelity': words.fidelity,
    '--twice': words.twice,
    '--probes': words.probes,
    '--invariant': words.invariant,
  });
}
