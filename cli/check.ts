/** `dray check`: is the scenario file right, and what would run? Every file is checked, every problem and warning is said. */
import type { LoadedScenario } from '#scenarios/schema/load';
import { type AnyOutboundScenario, isRecorded } from '#scenarios/schema/outbound/scenario';
import { showProblem } from '#scenarios/schema/source-files';
import { assumedIn } from '#scenarios/world/outbound/assumed';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import { type Fact, outboundFacts, recordedFacts } from '#scenarios/world/outbound/facts';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { typeCheck } from './parts/type-check.ts';
import { type CheckedScenario, loadChecked, showWarnings } from './scenario-options.ts';
import { DiskFiles } from './source-files.ts';

/** More rejects than these are counted: `dray run` keeps them all. */
const REJECTS_SHOWN = 20;

export interface CheckWords {
  readonly data?: string;
  readonly with?: readonly string[];
  readonly set?: readonly string[];
  /** Each of them is said, not only how many there are. */
  readonly assumptions?: boolean;
}

export async function check(refs: readonly string[], words: CheckWords): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  for (const ref of refs) {
    try {
      const files = new DiskFiles(words.data ?? null);
      const loaded = await loadChecked({ ref, ...words }, files);
      const { name, policies } = loaded.scenario;
      const parts = partLines(loaded);
      const facts = factsOf(loaded, files, words);
      const assumed = words.assumptions === true ? assumedLines(loaded.scenario) : '';
      process.stdout.write(
        `${ref}: right (scenario "${name}", ${policies.length} policies)\n${facts}${parts}${assumed}${showWarnings(loaded.warnings)}`,
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      process.stderr.write(`${error.message}\n`);
      code = EXIT.usage;
    }
  }
  return code;
}

/** Parts of the user's own: what they are, and whether their types are right. */
function partLines({ identities, paths }: CheckedScenario): string {
  if (paths.length === 0) return '';
  const types = typeCheck(paths);
  if (types.kind === 'checked' && types.errors.length > 0) throw new UserError(types.errors.join('\n'));
  const facts = identities.map(({ kind, name, file, digest, packages }): Fact => {
    const beside = packages.length === 0 ? '' : `; not in the digest: ${packages.join(', ')}`;
    return ['own part', `${kind} "${name}" of ${file}, digest ${digest}${beside}`];
  });
  const warning =
    types.kind === 'checked' ? '' : `warning: types of own parts are not checked: ${types.why}\n`;
  return `${factsLines(facts)}${warning}`;
}

/** Data files of a data set are looked at where their folder is named. */
function factsOf({ scenario }: LoadedScenario, files: DiskFiles, { data }: CheckWords): string {
  if (isRecorded(scenario))
    return `${factsLines(recordedFacts(scenario))}${data === undefined ? '' : dataLines(scenario, files)}`;
  const built = buildAnyOutbound(scenario, scenario.seed, files);
  if (!built.ok) throw new UserError(built.problems.map(showProblem).join('\n'));
  const { onHistory = scenario, world, warnings } = built;
  return `${factsLines(outboundFacts(onHistory, world))}${showWarnings(warnings)}`;
}

/** What the data says, and the rows that are no orders. */
function dataLines(scenario: AnyOutboundScenario, data: DiskFiles): string {
  const built = buildAnyOutbound(scenario, scenario.seed, data);
  if (!built.ok) throw new UserError(built.problems.map(showProblem).join('\n'));
  const { facts, rejects } = built.input!;
  const shown = rejects
    .slice(0, REJECTS_SHOWN)
    .map(({ file, line, reason }) => `warning: ${file}:${line}: ${reason}\n`);
  if (rejects.length > shown.length) shown.push(`warning: ${rejects.length - shown.length} more such rows\n`);
  return `${factsLines(facts.map((fact) => ['data', fact]))}${shown.join('')}${showWarnings(built.warnings)}`;
}

/** Where it is, and the names of what is assumed there. */
function assumedLines(scenario: AnyOutboundScenario): string {
  return assumedIn(scenario)
    .map((each) => `  assumed      ${each}\n`)
    .join('');
}

function factsLines(facts: readonly Fact[]): string {
  return facts.map(([heading, sentence]) => `  ${heading.padEnd(12)} ${sentence}\n`).join('');
}
