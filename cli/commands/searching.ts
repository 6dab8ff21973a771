/** Commands that look for what breaks, and hand it over. Each is read when it is typed. */
import type { Command } from 'commander';
import type { Done } from './done.ts';
import { given, lists, many, wholeOf } from './option-values.ts';

export function searching(program: Command, done: Done): void {
  program.commandsGroup('Find what breaks:');
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
    .option(
      '--time <time>',
      'begin no run after this: 10m, 8h; with --probes a fifth of it is for the kinds of fault',
      given('a time'),
    )
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
    .option('--report <kinds>', 'reports to write: html (default), json, junit, md, or none', lists, [])
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .action(async (ref: string, options) =>
      done(await (await import('../search/search.ts')).search({ ref, ...options })),
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
    .option('--report <kinds>', 'reports to write: html (default), json, junit, md, or none', lists, [])
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress')
    .action(async (ref: string, options) =>
      done(await (await import('../reduce/reduce.ts')).reduce({ ref, ...options })),
    );
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
    .option(
      '--report <kinds>',
      'of a failing case: html (its page with swim-lanes), json, junit, md',
      lists,
      [],
    )
    .option('--out <dir>', 'folder of those; default: that of the file', given('a folder'))
    .action(async (dir: string, options) =>
      done(await (await import('../replay/replay.ts')).replay(dir, options)),
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
      done(await (await import('../reduce/adopt.ts')).adopt(path, options)),
    );
}
