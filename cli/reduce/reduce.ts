/**
 * `dray reduce`: from a scenario that breaks an invariant to the smallest that still does, as a file that stands by itself.
 *
 * 1. The file is written whole or not at all, and once the case is confirmed there is one: Ctrl-C and time keep the smallest so far. Where that
 *    is still more than a file holds, the case is written as it is drawn, and told so. Before that Ctrl-C ends at once, with nothing.
 * 2. What an earlier reduction has left of the case stays where it is the smaller one and still breaks the same.
 * 3. What is on disk in the end is read and run once more: the file breaks the invariant, or the command fails.
 */
import { basename, join, resolve } from 'node:path';
import { isModel, isWayward, nameOfPolicy } from '#scenarios/schema/outbound/policies';
import { isRecorded, type OutboundScenario, readsNoOrders } from '#scenarios/schema/outbound/scenario';
import { Attempts, type Failing } from '#testing/reducer/attempts';
import { drawnIn } from '#testing/reducer/exogenous';
import { fileNameOf, idOf } from '#testing/reducer/fail-file';
import { type Reduced, reduce as reduceCase } from '#testing/reducer/reduce';
import { reducedFile } from '#testing/reducer/reduced-file';
import type { Finding } from '#testing/search/finding';
import { runTrial } from '#testing/search/trial';
import { EXIT, type ExitCode, reason, UserError } from '../exit-codes.ts';
import { makeFolder } from '../out-folder.ts';
import { armOfWord, type OpenPolicies, openPolicies } from '../policies.ts';
import { Progress } from '../progress.ts';
import { type ReportKind, reportKindsOf, reportLines } from '../report/report-kinds.ts';
import type { WrittenReport } from '../report/write-reports.ts';
import { fidelityFor } from '../run/fidelity.ts';
import { commandOf } from '../run/run-parts.ts';
import { readViolation } from '../run/violation-file.ts';
import { loadChecked, type Prepared, prepareScenario, type ScenarioWords } from '../scenario-options.ts';
import { noSuchArm } from '../search/arm-names.ts';
import { timeOf } from '../search/search-words.ts';
import { DiskFiles } from '../source-files.ts';
import { splitCommand } from '../split-command.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
import { versions } from '../version.ts';
import { type EarlierFile, earlierFile, isSmaller, stillBreaks } from './earlier-file.ts';
import { placedParts } from './placed-parts.ts';
import { writeAside } from './write-aside.ts';

const TIME = '60 s';
/** A file is written so often, ms, while it grows smaller. */
const WRITE_EVERY_MS = 2000;

export interface ReduceWords extends Omit<ScenarioWords, 'policy'> {
  /** The arm; default: the first that breaks something. */
  readonly policy?: string | undefined;
  readonly fidelity?: string | undefined;
  readonly out?: string | undefined;
  readonly time?: string | undefined;
  /** Reports to write; none said = `html`. */
  readonly report?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

type Done = Extract<Reduced, { readonly kind: 'reduced' }>;

export async function reduce(words: ReduceWords): Promise<ExitCode> {
  const timeMs = timeOf(words.time ?? TIME);
  const kinds = reportKindsOf(words.report ?? []);
  const asked = askedOf(words);
  const prepared = await preparedOf(asked);
  const { scenario, files, parts } = prepared;
  const open = await openPolicies(scenario, files, parts, words.allowHost ?? []);
  try {
    const found = await failingOf(scenario, prepared, open, asked);
    if (found === null) return notBroken(asked);
    return await reduceFound(found, { words, asked, prepared, timeMs, kinds });
  } finally {
    await open.close();
  }
}

type Whole = Prepared & { readonly scenario: OutboundScenario };

/** Whether it can be reduced at all is told before its files are asked for. */
async function preparedOf(asked: Asked): Promise<Whole> {
  const { scenario } = await loadChecked(asked, new DiskFiles(asked.data ?? null));
  const prepared = readsNoOrders(scenario) ? await prepareScenario(asked) : null;
  if (prepared !== null && isWhole(prepared)) return prepared;
  throw new UserError(
    `${scenario.name} reads its orders from files, and what is reduced stands by itself. Leave orders out with --set 'demand.exclude=[...]' by hand`,
  );
}

function isWhole(prepared: Prepared): prepared is Whole {
  return readsNoOrders(prepared.scenario);
}

type Asked = ScenarioWords & Pick<ReduceWords, 'fidelity'> & { readonly arm?: string };

/** Of a violation's file, the command that led to it. */
function askedOf(words: ReduceWords): Asked {
  const { policy, ...rest } = words;
  const arm = policy === undefined ? {} : { arm: policy };
  if (!words.ref.endsWith('.json')) return { ...rest, ...arm };
  for (const [name, value] of [
    ['--fidelity', words.fidelity],
    ['--with', words.with],
    ['--set', words.set],
  ] as const)
    if (value !== undefined && value.length > 0)
      throw new UserError(
        `${name} says what is run, and ${words.ref} has said that: what is reduced is the run that it tells of. Leave it out, or name the scenario in its place`,
      );
  const { reproduce, policy: broke } = readViolation(words.ref);
  const again = splitCommand(reproduce);
  return { ...again, data: words.data ?? again.data, seed: words.seed ?? again.seed, arm: policy ?? broke };
}

/** The first arm that breaks something; null = none does. */
async function failingOf(
  scenario: OutboundScenario,
  { seed, parts }: Prepared,
  { policies }: OpenPolicies,
  { arm, fidelity }: Asked,
): Promise<(Failing & { readonly finding: Finding }) | null> {
  const names = scenario.policies.map(nameOfPolicy);
  if (arm !== undefined && !names.includes(arm)) throw noSuchArm(arm, names, { scenario, parts });
  for (const [i, entry] of scenario.policies.entries()) {
    const policy = names[i]!;
    if (arm !== undefined && policy !== arm) continue;
    // What needs nothing opened is made of each candidate; what had to be opened is the same in all of them.
    const isOurs = (!isModel(entry) || isWayward(entry)) && parts.size === 0;
    const beside = isOurs ? {} : { policies: policies[i]! };
    const trial = { policy, fidelity: fidelityFor(fidelity, scenario), ...beside };
    const { finding } = await runTrial({ scenario, files: { read: () => null }, seed, ...trial });
    if (finding === null) continue;
    return { scenario, seed, policy, fidelity: trial.fidelity, finding, parts, beside: () => beside };
  }
  return null;
}

function notBroken({ ref, arm }: Asked): ExitCode {
  process.stdout.write(
    `${ref}: nothing breaks${arm === undefined ? '' : ` with ${arm}`}, so there is nothing to reduce. Another seed? A search: dray search ${ref}\n`,
  );
  return EXIT.done;
}

interface Reducing {
  readonly words: ReduceWords;
  readonly asked: Asked;
  readonly prepared: Prepared;
  readonly timeMs: number;
  readonly kinds: readonly ReportKind[];
}

async function reduceFound(
  failing: Failing & { readonly finding: Finding },
  reducing: Reducing,
): Promise<ExitCode> {
  const { words, timeMs, kinds } = reducing;
  openFolder(words.out ?? '.');
  const earlier = await earlierFile(pathOf(failing, failing.finding, reducing));
  const signals = stopOnSignals();
  const progress = new Progress(process.stderr, { quiet: words.quiet === true });
  const begunMs = Date.now();
  const share = (): number => Math.min(1, (Date.now() - begunMs) / timeMs);
  let writtenMs = 0;
  let writing: Promise<unknown> = Promise.resolve();
  try {
    const reduced = await reduceCase(failing, {
      stopped: () => share() >= 1,
      givenUp: signals.asked,
      onStep: ({ what, events, runs }) => progress.share(share(), `${what}: ${events} events, ${runs} runs`),
      onSmaller: (scenario, finding) => {
        if (Date.now() - writtenMs < WRITE_EVERY_MS) return;
        if (earlier !== null && isSmaller(earlier, scenario)) return;
        writtenMs = Date.now();
        const soFar = { ...SO_FAR, scenario, finding };
        writing = writing.then(() => write(failing, soFar, reducing));
        // Whoever awaits it below is told.
        writing.catch(() => {});
      },
    });
    await writing;
    progress.clear();
    if (reduced.kind === 'given-up') return givenUp();
    if (reduced.kind !== 'reduced') return notReduced(reduced, failing.finding);
    if (earlier !== null && isSmaller(earlier, reduced.scenario) && (await stillBreaks(earlier, failing)))
      return tellEarlier(earlier, pathOf(failing, failing.finding, reducing));
    const written = await write(failing, reduced, reducing);
    await confirmFile(written.path, reduced, failing, words);
    const { writeFailureReports } = await import('../replay/failure-reports.ts');
    // A page of all its steps would be none that anybody reads.
    const wanted = reduced.tooMuch === null ? kinds : [];
    const reports = await writeFailureReports(written.path, { kinds: wanted, out: words.out ?? '.' });
    say({ ...written, reports }, reduced, words.json === true, Date.now() - begunMs);
    if (reduced.tooMuch !== null) tellTooMuch(reduced.tooMuch);
    return signals.asked() ? EXIT.interrupted : EXIT.violated;
  } finally {
    progress.clear();
    signals.release();
  }
}

/** Before the work, not after it. */
function openFolder(out: string): void {
  try {
    makeFolder(resolve(out));
  } catch (error) {
    throw new UserError(`--out ${out}: can't write there (${reason(error)}). Name another folder with --out`);
  }
}

/** Of a file that is written on the way. */
const SO_FAR = {
  kind: 'reduced',
  eventsBefore: 0,
  eventsAfter: 0,
  runs: 0,
  isStopped: true,
  tooMuch: null,
} as const;

interface Written {
  readonly path: string;
  readonly story: string;
}

/** A file of an earlier reduction is found there. */
function pathOf({ scenario, seed, policy }: Failing, finding: Finding, { words, asked }: Reducing): string {
  return join(words.out ?? '.', fileNameOf(idOf(scenario, seed, policy, finding, laidOver(asked))));
}

function laidOver(asked: Asked): readonly string[] {
  return [...(asked.with ?? []), ...(asked.set ?? [])];
}

function tellEarlier({ events, story }: EarlierFile, path: string): ExitCode {
  process.stdout.write(
    `${story}\n\nAn earlier reduction has left ${events === 1 ? 'one event' : `${events} events`} of it, fewer than this one would. That file stays:\n${path}\nagain      dray replay ${path}\n`,
  );
  return EXIT.violated;
}

async function write(
  failing: Failing,
  reduced: Done,
  { words, asked, prepared }: Reducing,
): Promise<Written> {
  const out = words.out ?? '.';
  const placed = { ...reduced, scenario: placedParts(reduced.scenario, words.ref, out, prepared) };
  // Files by name alone: the folders of the machine that found it say nothing to another.
  const policy = policiesOf(asked, failing.policy, prepared);
  const foundBy = commandOf({ ...asked, policy, ref: basename(asked.ref) }, failing.seed);
  const { id, text, story } = await reducedFile(
    failing,
    reduced,
    { dray: versions().dray, foundBy, laid: laidOver(asked) },
    placed.scenario,
  );
  const path = join(out, fileNameOf(id));
  writeAside(path, text);
  return { path, story };
}

/** Those that the command needs, so that it has the arm that broke. */
function policiesOf({ policy = [] }: Asked, arm: string, { scenario, parts }: Prepared): readonly string[] {
  const names = scenario.policies.map(nameOfPolicy);
  const isAsked = policy.some((word) => names[armOfWord(word, scenario, parts)] === arm);
  return isAsked ? policy : [...policy, arm];
}

/** The file as anybody would run it. */
async function confirmFile(
  path: string,
  { finding }: Done,
  failing: Failing,
  words: ReduceWords,
): Promise<void> {
  const { scenario, seed, parts } = await prepareScenario({ ref: path });
  if (isRecorded(scenario)) throw new Error(`${path} is no scenario that makes its orders`);
  const again = await new Attempts({ ...failing, scenario, seed, parts }).outcomeOf(scenario);
  const { invariant, place } = again.finding ?? { invariant: 'nothing', place: '' };
  if (invariant === finding.invariant && place === finding.place) return;
  throw new Error(
    `${path} was written, and breaks ${invariant} (${place}) instead of ${finding.invariant} (${finding.place}): a fault of dray reduce. ` +
      `It was reduced from ${words.ref}`,
  );
}

/** Stopped while it was still a list that nobody would read. */
function tellTooMuch(tooMuch: string): void {
  process.stderr.write(
    `stopped at ${tooMuch}: in the file the case is as the seed draws it, nothing left out. Give it more time (--time 10m), or begin from a shorter run (--set demand.days=1)\n`,
  );
}

function givenUp(): ExitCode {
  process.stderr.write('interrupted before the case was confirmed: there is no file of it\n');
  return EXIT.interrupted;
}

function notReduced(
  reduced: Extract<Reduced, { readonly kind: 'flaky' | 'holds' }>,
  { invariant }: Finding,
): ExitCode {
  if (reduced.kind === 'flaky') {
    process.stdout.write(
      `flaky: ${reduced.failed} of ${reduced.of} runs of one seed break ${invariant}. A run is a value: this is a fault by itself, and can't be reduced\n`,
    );
    return EXIT.violated;
  }
  process.stdout.write(`${invariant} is not broken when it is run again\n`);
  return EXIT.replayDiffers;
}

function say(
  { path, story, reports }: Written & { readonly reports: readonly WrittenReport[] },
  reduced: Done,
  json: boolean,
  tookMs: number,
): void {
  const { scenario, finding, eventsBefore, eventsAfter, runs, isStopped } = reduced;
  const { invariant, place } = finding;
  const drawn = drawnIn(scenario);
  const pathOf = (kind: ReportKind): string | null =>
    reports.find((each) => each.kind === kind)?.path ?? null;
  if (json) {
    const report = {
      format: 1,
      process: 'reduce',
      file: path,
      page: pathOf('html'),
      reports: Object.fromEntries(reports.map((each) => [each.kind, each.path])),
      story,
      invariant,
      place,
      eventsBefore,
      eventsAfter,
      runs,
      isStopped,
      drawn,
    };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  process.stdout.write(
    `${story}\n\n${invariant} (${place}): ${eventsBefore} events from outside${eventsAfter < eventsBefore ? ` reduced to ${eventsAfter}` : ', none left out'} in ${runs} runs, ${(tookMs / 1000).toFixed(1)} s` +
      `${isStopped ? '; stopped before everything was tried' : ''}${drawn === null ? '' : `; ${drawn} are as the seed draws them`}\n${path}\n${reportLines(reports)}again      dray replay ${path}\nkeep it    dray adopt ${path}\n`,
  );
}
