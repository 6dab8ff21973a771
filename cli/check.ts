/** `dray check`: is the scenario file right? Every file is checked, every problem is said. */
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { loadChecked } from './scenario-options.ts';
import { DiskFiles } from './source-files.ts';

export function check(
  refs: readonly string[],
  words: { readonly with?: readonly string[]; readonly set?: readonly string[] },
): ExitCode {
  let code: ExitCode = EXIT.done;
  for (const ref of refs) {
    try {
      const scenario = loadChecked({ ref, ...words }, new DiskFiles(null));
      process.stdout.write(
        `${ref}: right (scenario "${scenario.name}", ${scenario.policies.length} policies)\n`,
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      process.stderr.write(`${error.message}\n`);
      code = EXIT.usage;
    }
  }
  return code;
}
