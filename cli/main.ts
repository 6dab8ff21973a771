/** The `dray` command: words in, exit code out. Each command is a file of its own, read when it is typed: none pays for what another needs. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { EXIT, UserError } from './exit-codes.ts';
import { partFaultIn } from './parts/guard.ts';
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
    const { RecordingError } = await import('#reports/recording/table-writer');
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
  /** What every experiment over replications takes. */
  const experiment = (command: Command, name: string): Command =>
    command
      .option('--data <dir>', 'folder of the data files the scenario reads')
      .option('--seed <seed>', 'seed of the first replication; default: the scenario’s', given('a seed'))
      .option('--with <overlay>', 'lay an overlay over every design; repeatable', many, [])
      .option('--set <path=value>', 'set one value in every design; repeatable', many, [])
      .option('--until <time>', 'stop each run at an instant or after a time')
      .option(
        '--allow-host <host>',
        'a host whose models may be asked (HOST or HOST:PORT); repeatable',
        many,
        [],
      )
      .option('--workers <n>', 'processes to run in; default: one a processor', wholeOf)
      .option(
        '--out <dir>',
        `where results are kept; default: runs/${name}-<scenario>-<seed>`,
        given('a folder'),
      )
      .option('--json', 'print the result as JSON')
      .option('--quiet', 'no progress');
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
    .option('--seed <seed>', 'run seed, a number or any text; default: the scenario’s', given('a seed'))
    .option('--with <overlay>', 'lay an overlay (name or file) over the scenario; repeatable', many, [])
    .option('--set <path=value>', 'set one value, e.g. demand.maxOrders=100; repeatable', many, [])
    .option(
      '--policy <policy>',
      'run this one, too: a name, a file of your own (my-policy.ts), onnx:MODEL (a model of the library, or a file), or py:FILE.py:Class; repeatable. ' +
        'For another decision point than sourcing: POINT=POLICY, such as carrier=cheapest-carrier. ' +
        'Only one: --set \'policies=["NAME"]\'',
      many,
      [],
    )
    .option('--until <time>', 'stop at an instant (2026-03-04T00:00:00Z) or after a time ("3 d")')
    .option(
      '--allow-host <host>',
      'a host whose models may be asked (HOST or HOST:PORT); repeatable',
      many,
      [],
    )
    .option('--fidelity <fidelity>', 'objects (default), or wire: bytes to the partners that speak in bytes')
    .option('--out <dir>', 'where the recording goes; default: runs/<scenario>-<seed>', given('a folder'))
    .option('--report <kinds>', 'reports to write: html (default), or none', lists, [])
    .option('--json', 'print the result as JSON instead of tables')
    .option('--quiet', 'no progress')
    .action(async (ref: string, options) =>
      done(await (await import('./run/run.ts')).run({ ref, ...options })),
    );
  program
    .command('check')
    .description('check scenario files; every problem with its place')
    .argument('<file...>', 'scenario files, or names of the library')
    .option('--data <dir>', 'folder of the data files they read; without it the files are not looked at')
    .option('--with <overlay>', 'with this overlay; repeatable', many, [])
    .option('--set <path=value>', 'with this value; repeatable', many, [])
    .action(async (refs: readonly string[], options) =>
      done(await (await import('./check.ts')).check(refs, options)),
    );
  program
    .command('schema')
    .description('print the JSON Schema of scenario files')
    .action(async () => {
      const { scenarioJsonSchema } = await import('#scenarios/schema/json-schema');
      process.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
    });
  program
    .command('list')
    .description('list scenarios, overlays, policies and KPIs')
    .action(async () => done((await import('./list.ts')).list()));
  program
    .command('replay')
    .description('run a recorded run again: is it the same? Or a failing case: does it still fail?')
    .argument('<place>', 'folder of the run, or its violation.json, or FAIL-....scenario.yaml')
    .option('--data <dir>', 'folder of the data files, if it has moved')
    .option('--to <event>', 'of a failing case: stop at the event of this number', wholeOf)
    .option('--state', 'of a failing case: print the states of the actors that it is about')
    .option(
      '--without <event>',
      'of a failing case: leave out one of its events (fault#3, order#17, order#17.cancelled); repeatable',
      many,
      [],
    )
    .action(async (dir: string, options) =>
      done(await (await import('./replay/replay.ts')).replay(dir, options)),
    );
  program
    .command('reduce')
    .description(
      'the smallest scenario that still breaks the same invariant, as a file that stands by itself',
    )
    .argument('<scenario>', 'a name of the library, or a file; or the violation.json of a run')
    .option('--data <dir>', 'folder of the data files the scenario reads')
    .option('--seed <seed>', 'run seed; default: the scenario’s', given('a seed'))
    .option('--with <overlay>', 'lay an overlay over the scenario; repeatable', many, [])
    .option('--set <path=value>', 'set one value; repeatable', many, [])
    .option('--policy <policy>', 'the arm; default: the first that breaks something', given('a policy'))
    .option(
      '--allow-host <host>',
      'a host whose models may be asked (HOST or HOST:PORT); repeatable',
      many,
      [],
    )
    .option('--fidelity <fidelity>', 'objects (default), or wire')
    .option('--out <dir>', 'folder of the file; default: this one', given('a folder'))
    .option('--time <time>', 'how long to try, at most; default: 60s', given('a time'))
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .action(async (ref: string, options) =>
      done(await (await import('./reduce/reduce.ts')).reduce({ ref, ...options })),
    );
  program
    .command('adopt')
    .description('make a regression of a failing case: it moves to the folder whose files the tests run')
    .argument('<file>', 'FAIL-....scenario.yaml')
    .option(
      '--to <dir>',
      'default: scenarios/regressions where there is one, else regressions',
      given('a folder'),
    )
    .action(async (path: string, options) =>
      done(await (await import('./reduce/adopt.ts')).adopt(path, options)),
    );
  experiment(
    program
      .command('compare')
      .description('compare two policies of a scenario, or two scenarios, until it is sure enough')
      .argument('<scenario...>', 'a name of the library or a file; a second one is the candidate')
      .option('--baseline <policy>', 'what is in force today; default: the first policy')
      .option(
        '--candidate <policy>',
        'what might be: a policy, a file of your own, or onnx:MODEL; repeatable: each against the baseline',
        many,
        [],
      )
      .option('--across', 'the same two policies in each of several scenarios, judged together')
      .option('--no-bounds', 'leave out what hindsight could have made of each pair')
      .option('--decision <point>', 'the decision point that both are policies of; default: sourcing')
      .option('--half-width <share>', 'how narrow the interval of the cost must be, e.g. 0.5%', shareOf)
      .option(
        '--counterfactuals <n>',
        'single decisions to try both ways; 0 = none; default: one in five pairs',
        countOf,
      )
      .option('--replications <n>', 'run as many pairs, whatever the widths', wholeOf),
    'compare',
  ).action(async (refs: readonly string[], { candidate: candidates, ...options }) =>
    done(
      await (await import('./experiments/compare-several.ts')).compareAny({
        refs,
        candidate: candidates[0],
        candidates,
        ...options,
      }),
    ),
  );
  experiment(
    program
      .command('best')
      .description('which of several policies costs least, and is that sure?')
      .argument('<scenario>', 'a name of the library, or a file')
      .option('--policy <policy>', 'in the running; repeatable. None: all policies of the scenario', many, [])
      .option('--decision <point>', 'the decision point that they are policies of; default: sourcing')
      .option('--indifference <share>', 'a smaller difference is none to act on; default: 1%', shareOf),
    'best',
  ).action(async (ref: string, options) =>
    done(await (await import('./experiments/best.ts')).best({ ref, ...options })),
  );
  experiment(
    program
      .command('sweep')
      .description('run a scenario over a grid of values; where do its curves bend?')
      .argument('<scenario>', 'a name of the library, or a file')
      .option(
        '--vary <path=values>',
        'what is varied, e.g. platform.workers=1,2,4; repeatable: a grid',
        many,
        [],
      )
      .option('--policy <policy>', 'the policy to run; default: the first of the scenario')
      .option('--kpi <kpi>', 'what is shown; repeatable. None: landed cost, OTIF, cycle time', many, [])
      .option('--replications <n>', 'runs of each point; default: 5', wholeOf),
    'sweep',
  ).action(async (ref: string, options) =>
    done(await (await import('./experiments/sweep.ts')).sweep({ ref, ...options })),
  );
  experiment(
    program
      .command('warmup')
      .description('which orders at the beginning of a run are not like those that follow?')
      .argument('<scenario>', 'a name of the library, or a file')
      .option('--policy <policy>', 'the baseline; default: the first of the scenario')
      .option('--replications <n>', 'pilot runs; default: 10', wholeOf),
    'warmup',
  ).action(async (ref: string, options) =>
    done(await (await import('./experiments/warm-up.ts')).warmUp({ ref, ...options })),
  );
  experiment(
    program
      .command('sensitivity')
      .description('which assumed inputs move the verdict of a comparison?')
      .argument('<scenario>', 'a name of the library, or a file')
      .option(
        '--vary <path=low..high>',
        'an input and its range, e.g. platform.workers=1..4; repeatable. None: those that the scenario lists',
        many,
        [],
      )
      .option('--baseline <policy>', 'what is in force today; default: the first policy')
      .option('--candidate <policy>', 'what might be: a policy, a file of your own, or onnx:MODEL')
      .option('--decision <point>', 'the decision point that both are policies of; default: sourcing')
      .option('--worlds <n>', 'plausible worlds to draw; 0 = none; default: 20', countOf)
      .option('--replications <n>', 'pairs in each world; default: 20', wholeOf),
    'sensitivity',
  ).action(async (ref: string, options) =>
    done(await (await import('./experiments/sensitivity.ts')).sensitivity({ ref, ...options })),
  );
  program
    .command('ope')
    .description('what another policy would have earned, from a decision log of your own')
    .requiredOption(
      '--log <file>',
      'JSON Lines, a decision each: chosen, propensities, reward, target, predicted',
    )
    .option('--json', 'print the result as JSON')
    .action(async (options) => done((await import('./experiments/ope.ts')).ope(options)));
  program
    .command('explain')
    .description('one decision of a run: what it rested on, and what each alternative would have brought')
    .argument('<run>', 'folder of a run; or a scenario, which is run for it')
    .option(
      '--decision <id>',
      'number of its row in the list, or POINT:ENTITY:ATTEMPT (sourcing:order-17:1). None: all are listed',
      given('a decision'),
    )
    .option('--arm <policy>', 'whose decision; default: the first policy')
    .option('--point <point>', 'list only those of a decision point')
    .option('--entity <entity>', 'list only those about an order, a load ...: order-17, or 17')
    .option('--limit <n>', 'lines of the list; default: 20', wholeOf)
    .option('--option <no>', 'try only this alternative; repeatable. None: all of them', many, [])
    .option(
      '--horizon <time>',
      'how long what follows is measured: "7 days"; closed (default: until what was decided about is over); end (of the run)',
      given('a time'),
    )
    .option('--luck <n>', 'other futures to try each alternative in, for an interval; default: 10', countOf)
    .option('--data <dir>', 'folder of the data files the scenario reads')
    .option('--seed <seed>', 'of a scenario: run seed', given('a seed'))
    .option('--with <overlay>', 'of a scenario: lay an overlay over it; repeatable', many, [])
    .option('--set <path=value>', 'of a scenario: set one value; repeatable', many, [])
    .option('--policy <policy>', 'of a scenario: a further arm, as of dray run; repeatable', many, [])
    .option('--fidelity <fidelity>', 'of a scenario: objects (default), or wire')
    .option('--until <time>', 'of a scenario: stop the run at an instant or after a time')
    .option(
      '--allow-host <host>',
      'a host whose models may be asked (HOST or HOST:PORT); repeatable',
      many,
      [],
    )
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .action(async (ref: string, options) =>
      done(await (await import('./explain/explain.ts')).explain({ ref, ...options })),
    );
  program
    .command('export')
    .description('write the recording of runs as files that other tools read')
    .argument('<run...>', 'folders of runs of one scenario, of different seeds')
    .requiredOption('--format <format>', 'parquet, arrow, csv; of the decision log also obp, dsjson, ope')
    .option(
      '--table <table>',
      'decision-log, a table of the recording, or all; repeatable. None: decision-log and business',
      many,
      [],
    )
    .option('--arm <policy>', 'only the rows of this policy; repeatable', many, [])
    .option('--point <point>', 'only the log of this decision point; repeatable', many, [])
    .option('--split <way>', 'into -train and -test: time:0.8, or seed:0.8 over several runs')
    .option('--reward <outcome>', 'outcome column that the reward is made of; default: the point’s')
    .option('--target <policy>', 'with ope: the rule of thumb that "dray ope" is to judge')
    .option('--out <dir>', 'where the files go; default: <run>-export', given('a folder'))
    .action(async (dirs: readonly string[], options) =>
      done(await (await import('./export/export.ts')).exportRuns(dirs, options)),
    );
  program
    .command('search')
    .description('many small runs with faults drawn anew: which invariant breaks, and where?')
    .argument('<scenario>', 'a name of the library, or a file')
    .option('--runs <n>', 'how many; default: 250, or as many as --time allows', wholeOf)
    .option(
      '--seed <n>',
      'seed of the first run, the others count on; default: the scenario’s',
      given('a seed'),
    )
    .option('--time <time>', 'begin no run after this: 10m, 8h', given('a time'))
    .option(
      '--faults <faults>',
      'swarm (default): each run leaves a random half of the kinds out; none; or kinds, with commas: call-lost,short-pick',
      given('a kind of fault'),
    )
    .option('--invariant <name>', 'look for this one only', given('an invariant'))
    .option('--probes', 'also say which points were never reached, and which faults changed anything')
    .option('--twice', 'each run twice, in two processes: the same digest?')
    .option('--orders <n>', 'orders of a run, at most; default: 50', wholeOf)
    .option(
      '--policy <policy>',
      'run this one of the scenario; default: drawn for each run',
      given('a policy'),
    )
    .option('--data <dir>', 'folder of the data files the scenario reads')
    .option('--with <overlay>', 'lay an overlay over the scenario; repeatable', many, [])
    .option('--set <path=value>', 'set one value; repeatable', many, [])
    .option('--fidelity <fidelity>', 'objects (default), or wire')
    .option('--workers <n>', 'processes to run in; default: one a processor', wholeOf)
    .option(
      '--out <dir>',
      'where runs and findings are kept, and gone on from; default: runs/search-<scenario>-<seed>',
      given('a folder'),
    )
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .action(async (ref: string, options) =>
      done(await (await import('./search/search.ts')).search({ ref, ...options })),
    );
  program
    .command('audit')
    .description('the audit trail of a run')
    .command('verify')
    .description('is every recorded decision as it was written?')
    .argument('<run>', 'folder of the run')
    .action(async (dir: string) => done((await import('./audit.ts')).auditVerify(dir)));
  program
    .command('env')
    .description('the twin as an environment to learn in: JSON lines on stdin and stdout')
    .argument('<scenario>', 'a name of the library, or a file')
    .requiredOption('--decision <point>', 'the decision point at which it stands still')
    .option('--data <dir>', 'folder of the data files the scenario reads')
    .option('--seed <seed>', 'of the first episode; default: the scenario’s', given('a seed'))
    .option('--with <overlay>', 'lay an overlay over the scenario; repeatable', many, [])
    .option('--set <path=value>', 'set one value; repeatable', many, [])
    .option('--until <time>', 'end each episode at an instant or after a time')
    .option('--options <n>', 'options shown of a decision; default: 16', wholeOf)
    .action(async (ref: string, options) =>
      done(await (await import('./models/env.ts')).env({ ref, ...options }, process.stdin)),
    );
  program
    .command('model')
    .description('models of your own')
    .command('check')
    .description('can a run use this ONNX file, and does it say what it said where it was trained?')
    .argument('<file>', 'an ONNX file')
    .requiredOption('--point <point>', 'the decision point that it is to answer')
    .option('--golden <csv>', 'rows with the scores expected of them: a column a feature, and `score`')
    .option('--tolerance <share>', 'how far a score may be off, relative; default: 0.00001', shareOf)
    .option('--strip <out.onnx>', 'write a copy without the ZipMap of a classifier, and check that')
    .option(
      '--class <label>',
      'with --strip: the class whose probability is the score; default: the second of two',
    )
    .action(async (file: string, options) =>
      done(await (await import('./models/model.ts')).modelCheck(file, options)),
    );
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

/** `0.5%` -> 0.005; a number without % is a share. */
function shareOf(text: string): number {
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('a share between 0 % and 100 % is needed, such as 0.5%.');
}

function wholeOf(text: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('a whole number from 1 is needed.');
}

function countOf(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number from 0 is needed.');
}

/** Refuses an option's empty value. */
function given(what: string): (value: string) => string {
  return (value) => {
    if (value === '') throw new InvalidArgumentError(`${what} is needed.`);
    return value;
  };
}
