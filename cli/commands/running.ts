/** Commands that run a scenario, or look at its file. Each is read when it is typed. */
import type { Command } from 'commander';
import type { Done } from './done.ts';
import { given, lists, many } from './option-values.ts';

export function running(program: Command, done: Done, argv: readonly string[]): void {
  program.commandsGroup('Run a scenario:');
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
    .option(
      '--report <kinds>',
      'reports to write, parted by commas: html (default), json, junit, md, or none',
      lists,
      [],
    )
    .option(
      '--sensitivity <dir>',
      'folder of a dray sensitivity of the same scenario: the page shows what each assumption moves',
      given('a folder'),
    )
    .option('--watch', 'run again whenever the scenario, or a file that it reads, changes')
    .option('--json', 'print the result as JSON instead of tables')
    .option('--quiet', 'no progress')
    .action(async (ref: string, { watch, ...options }) =>
      done(
        watch === true
          ? await (await import('../watch.ts')).watchRuns(argv.filter((word) => word !== '--watch'))
          : await (await import('../run/run.ts')).run({ ref, ...options }),
      ),
    );
  program
    .command('check')
    .description('check scenario files; every problem with its place')
    .argument('<file...>', 'scenario files, or names of the library')
    .option('--data <dir>', 'folder of the data files they read; without it the files are not looked at')
    .option('--with <overlay>', 'with this overlay; repeatable', many, [])
    .option('--set <path=value>', 'with this value; repeatable', many, [])
    .option('--assumptions', 'list the parameters without another source')
    .action(async (refs: readonly string[], options) =>
      done(await (await import('../check.ts')).check(refs, options)),
    );
  program
    .command('schema')
    .description('print the JSON Schema of scenario files, or of canonical documents')
    .option(
      '--canonical [document]',
      'of the documents that "dray export --format canonical" writes; or of one, such as order',
    )
    .action(async (options) => done((await import('../schema/print-schema.ts')).printSchema(options)));
  program
    .command('list')
    .description('list scenarios, overlays, policies and KPIs')
    .action(async () => done((await import('../list.ts')).list()));
}
