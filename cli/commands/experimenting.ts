/** Commands that run designs again and again, and judge them. Each is read when it is typed. */
import type { Command } from 'commander';
import type { Done } from './done.ts';
import { countOf, given, lists, many, shareOf, wholeOf, widthOf } from './option-values.ts';

export function experimenting(program: Command, done: Done): void {
  program.commandsGroup('Compare designs:');
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
      .option('--half-width <share>', 'how narrow the interval of the cost must be, e.g. 0.5%', widthOf)
      .option(
        '--counterfactuals <n>',
        'single decisions to try both ways; 0 = none; default: one in five pairs',
        countOf,
      )
      .option('--replications <n>', 'run as many pairs, whatever the widths', wholeOf),
    'compare',
  ).action(async (refs: readonly string[], { candidate: candidates, ...options }) =>
    done(
      await (await import('../experiments/compare-several.ts')).compareAny({
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
    done(await (await import('../experiments/best.ts')).best({ ref, ...options })),
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
    done(await (await import('../experiments/sweep.ts')).sweep({ ref, ...options })),
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
    done(await (await import('../experiments/warm-up.ts')).warmUp({ ref, ...options })),
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
    done(await (await import('../experiments/sensitivity.ts')).sensitivity({ ref, ...options })),
  );
  program
    .command('ope')
    .description('what another policy would have earned, from a decision log of your own')
    .requiredOption(
      '--log <file>',
      'JSON Lines, a decision each: chosen, propensities, reward, target, predicted',
    )
    .option('--json', 'print the result as JSON')
    .action(async (options) => done((await import('../experiments/ope.ts')).ope(options)));
}

/** What every experiment over replications takes. */
function experiment(command: Command, name: string): Command {
  return command
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
    .option(
      '--report <kinds>',
      'reports to write, parted by commas: html (default), json, junit, md, or none',
      lists,
      [],
    )
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress');
}
