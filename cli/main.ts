/** The `dray` command: words in, exit code out. Each command is a file of its own. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { RecordingError } from '#reports/recording/table-writer';
import { scenarioJsonSchema } from '#scenarios/schema/json-schema';
import { check } from './check.ts';
import { EXIT, UserError } from './exit-codes.ts';
import { list } from './list.ts';
import { partFaultIn } from './parts/guard.ts';
import { replay } from './replay.ts';
import { run } from './run.ts';
import { drayVersion } from './version.ts';

/** Runs a command line (without node and script). Never throws; says what is wrong on stderr. */
export async function main(argv: readonly string[]): Promise<number> {
  watchStdout();
  let code: number = EXIT.done;
  const program = programOf((result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const fault = partFaultIn(error);
    if (fault !== null) {
      process.stderr.write(`${fault.message}\n`);
      return EXIT.usage;
    }
    if (error instanceof UserError || error instanceof RecordingError) {
      process.stderr.write(`${error.message}\n`);
      return error instanceof UserError ? EXIT.usage : EXIT.internal;
    }
    process.stderr.write(
      `internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    if (error instanceof Error && error.cause instanceof Error)
      process.stderr.write(`caused by ${error.cause.stack}\n`);
    return EXIT.internal;
  }
}

/**
 * Results that nobody can take: quiet where the reader has left (`| head`), an error where they are lost. The command
 * goes on: what it writes to files is still wanted.
 */
function watchStdout(): void {
  let lost = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || lost) return;
    lost = true;
    process.stderr.write(`can't write to stdout: ${error.code}\n`);
  });
  process.on('exit', () => {
    if (lost && !process.exitCode) process.exitCode = EXIT.internal;
  });
}

function programOf(done: (code: number) => void): Command {
  const many = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  const lists = (value: string, before: readonly string[]): readonly string[] => [
    ...before,
    ...value.split(','),
  ];
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
  dray check my.yaml                          is the file right?
  dray list                                   scenarios, overlays, policies, KPIs

Exit codes: 0 done, 1 internal, 2 usage or invalid input, 3 invariant violated, 98 replay differs,
99 threshold missed, 130 interrupted.`,
    );
  program
    .command('run')
    .description('run every policy of a scenario, side by side')
    .argument('<scenario>', 'a name of the library, or a file')
    .option('--data <dir>', 'folder of the data files the scenario reads')
    .option('--seed <seed>', 'run seed; default: the scenario’s', given('a seed'))
    .option('--with <overlay>', 'lay an overlay (name or file) over the scenario; repeatable', many, [])
    .option('--set <path=value>', 'set one value, e.g. demand.maxOrders=100; repeatable', many, [])
    .option(
      '--policy <policy>',
      'run this one, too: a name, a file of your own (my-policy.ts), or onnx:MODEL (a model of the library, or a file); repeatable. ' +
        'Only one: --set \'policies=["NAME"]\'',
      many,
      [],
    )
    .option('--until <time>', 'stop at an instant (2026-03-04T00:00:00Z) or after a time ("3 d")')
    .option('--fidelity <fidelity>', 'objects (default), or wire: bytes to the partners that speak in bytes')
    .option('--out <dir>', 'where the recording goes; default: runs/<scenario>-<seed>', given('a folder'))
    .option('--report <kinds>', 'reports to write: html (default), or none', lists, [])
    .option('--json', 'print the result as JSON instead of tables')
    .option('--quiet', 'no progress')
    .action(async (ref: string, options) => done(await run({ ref, ...options })));
  program
    .command('check')
    .description('check scenario files; every problem with its place')
    .argument('<file...>', 'scenario files, or names of the library')
    .option('--data <dir>', 'folder of the data files they read; without it the files are not looked at')
    .option('--with <overlay>', 'with this overlay; repeatable', many, [])
    .option('--set <path=value>', 'with this value; repeatable', many, [])
    .action(async (refs: readonly string[], options) => done(await check(refs, options)));
  program
    .command('schema')
    .description('print the JSON Schema of scenario files')
    .action(() => {
      process.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
    });
  program
    .command('list')
    .description('list scenarios, overlays, policies and KPIs')
    .action(() => done(list()));
  program
    .command('replay')
    .description('run a recorded run again: is it the same?')
    .argument('<place>', 'folder of the run, or its violation.json')
    .option('--data <dir>', 'folder of the data files, if it has moved')
    .action(async (dir: string, options) => done(await replay(dir, options)));
  for (const command of program.commands) refuseOptionsAsValues(command);
  return program;
}

/** `--seed --json`: the seed was forgotten, and the word after it is no seed. */
function refuseOptionsAsValues(command: Command): void {
  for (const option of command.options) {
    if (!option.required) continue;
    const { parseArg } = option;
    option.argParser((value, before: unknown) => {
      if (value.startsWith('--'))
        throw new InvalidArgumentError(`${option.long} needs a value, and ${value} looks like an option.`);
      return parseArg === undefined ? value : parseArg(value, before);
    });
  }
}

/** Refuses an option's empty value. */
function given(what: string): (value: string) => string {
  return (value) => {
    if (value === '') throw new InvalidArgumentError(`${what} is needed.`);
    return value;
  };
}
