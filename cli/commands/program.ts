/** Every command of `dray` with its options, and the help that goes before them. */
import { Command } from 'commander';
import { drayVersion } from '../version.ts';
import type { Done } from './done.ts';
import { experimenting } from './experimenting.ts';
import { learning } from './learning.ts';
import { looking } from './looking.ts';
import { refuseOptionsAsValues } from './option-values.ts';
import { running } from './running.ts';
import { searching } from './searching.ts';
import { starting } from './starting.ts';
import { hintAtRepeatable } from './surplus-words.ts';

/** @param argv as typed, for a command that types itself again */
export function programOf(argv: readonly string[], done: Done): Command {
  const program = new Command('dray')
    .description('Rehearse a logistics orchestration before it goes live.')
    .version(drayVersion())
    .exitOverride()
    .showHelpAfterError('(dray --help shows what there is)')
    .addHelpText(
      'after',
      `
Examples:
  dray run quickstart                         a built-in scenario, and a report that opens from disk
  dray run quickstart --with peak --seed 7    the same under double demand, with other luck
  dray run quickstart --policy onnx:my.onnx   what would this model have done?
  dray run brunel --data DIR --json           real orders; the result as JSON
  dray compare quickstart                     is the second policy better, by how much, how sure?
  dray explain quickstart --decision 17       why that, and what would the alternatives have brought?
  dray search quickstart --time 10m           what sequence of events breaks it?
  dray export runs/quickstart-1 --format parquet   its decisions and outcomes, for other tools
  dray report runs/quickstart-1 --report md   its reports again, here for a pull request
  dray check my.yaml                          is the file right?
  dray list                                   scenarios, overlays, policies, KPIs
  dray init my-rehearsal                      a project to start from; dray doctor: is everything here?

Exit codes: 0 done, 1 internal, 2 usage or invalid input, 3 invariant violated, 98 replay differs,
99 threshold missed, 130 interrupted.`,
    );
  running(program, done, argv);
  looking(program, done);
  experimenting(program, done);
  searching(program, done);
  learning(program, done);
  starting(program, done);
  for (const command of program.commands) {
    refuseOptionsAsValues(command);
    hintAtRepeatable(command, argv);
  }
  return program;
}
