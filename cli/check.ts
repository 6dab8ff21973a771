/** `dray check`: is the scenario file right, and what would run? Every file is checked, every problem and warning is said. */
import type { LoadedScenario } from '#scenarios/schema/load';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { outboundFacts } from '#scenarios/world/outbound/facts';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { loadChecked, showWarnings } from './scenario-options.ts';
import { DiskFiles } from './source-files.ts';

export function check(
  refs: readonly string[],
  words: { readonly with?: readonly string[]; readonly set?: readonly string[] },
): ExitCode {
  let code: ExitCode = EXIT.done;
  for (const ref of refs) {
    try {
      const loaded = loadChecked({ ref, ...words }, new DiskFiles(null));
      const { name, policies } = loaded.scenario;
      process.stdout.write(
        `${ref}: right (scenario "${name}", ${policies.length} policies)\n${factsOf(loaded)}${showWarnings(loaded.warnings)}`,
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      process.stderr.write(`${error.message}\n`);
      code = EXIT.usage;
    }
  }
  return code;
}

function factsOf(loaded: LoadedScenario): string {
  if (loaded.process === 'thin') return '';
  const { scenario } = loaded;
  return outboundFacts(scenario, buildOutboundWorld(scenario, scenario.seed))
    .map(([heading, sentence]) => `  ${heading.padEnd(12)} ${sentence}\n`)
    .join('');
}
