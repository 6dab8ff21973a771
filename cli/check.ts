/** `dray check`: is the scenario file right, and what would run? Every file is checked, every problem and warning is said. */
import type { LoadedScenario } from '#scenarios/schema/load';
import { type AnyOutboundScenario, isRecorded } from '#scenarios/schema/outbound/scenario';
import { showProblem } from '#scenarios/schema/source-files';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import { type Fact, outboundFacts, recordedFacts } from '#scenarios/world/outbound/facts';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { loadChecked, showWarnings } from './scenario-options.ts';
import { DiskFiles } from './source-files.ts';

/** More rejects than these are counted: `dray run` keeps them all. */
const REJECTS_SHOWN = 20;

export interface CheckWords {
  readonly data?: string;
  readonly with?: readonly string[];
  readonly set?: readonly string[];
}

export function check(refs: readonly string[], words: CheckWords): ExitCode {
  let code: ExitCode = EXIT.done;
  for (const ref of refs) {
    try {
      const files = new DiskFiles(words.data ?? null);
      const loaded = loadChecked({ ref, ...words }, files);
      const { name, policies } = loaded.scenario;
      const facts = factsOf(loaded, words.data === undefined ? null : files);
      process.stdout.write(
        `${ref}: right (scenario "${name}", ${policies.length} policies)\n${facts}${showWarnings(loaded.warnings)}`,
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      process.stderr.write(`${error.message}\n`);
      code = EXIT.usage;
    }
  }
  return code;
}

/** @param data null = the data files are not looked at */
function factsOf(loaded: LoadedScenario, data: DiskFiles | null): string {
  const { scenario } = loaded;
  if (!isRecorded(scenario))
    return factsLines(outboundFacts(scenario, buildOutboundWorld(scenario, scenario.seed)));
  return `${factsLines(recordedFacts(scenario))}${data === null ? '' : dataLines(scenario, data)}`;
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
  return `${factsLines(facts.map((fact) => ['data', fact]))}${shown.join('')}`;
}

function factsLines(facts: readonly Fact[]): string {
  return facts.map(([heading, sentence]) => `  ${heading.padEnd(12)} ${sentence}\n`).join('');
}
