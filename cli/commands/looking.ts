/** Commands that look at runs that are over. Each is read when it is typed. */
import type { Command } from 'commander';
import type { Done } from './done.ts';
import { countOf, given, lists, many, wholeOf } from './option-values.ts';

export function looking(program: Command, done: Done): void {
  program.commandsGroup('Look at a run:');
  program
    .command('report')
    .description(
      'write the reports of runs again, also of one that is not whole; or of an experiment or a search',
    )
    .argument('<run...>', 'folders of runs, of experiments or of searches; or FAIL-....scenario.yaml')
    .option(
      '--report <kinds>',
      'reports to write, parted by commas: html (default), json, junit, md',
      lists,
      [],
    )
    .option('--out <dir>', 'where they go; default: into each folder', given('a folder'))
    .option(
      '--sensitivity <dir>',
      'folder of a dray sensitivity of the same scenario: the page shows what each assumption moves',
      given('a folder'),
    )
    .action(async (dirs: readonly string[], options) =>
      done(await (await import('../report/report.ts')).report(dirs, options)),
    );
  program
    .command('case')
    .description('one order of a run across systems: messages, decisions, people, documents, money')
    .argument('<run>', 'folder of a run')
    .argument('<order>', 'its number, or what it is called in an order list')
    .option('--arm <policy>', 'whose run of it; default: the first policy', given('a policy'))
    .option('--html <file>', 'write a page with lanes of systems over time', given('a file'))
    .option('--report <kinds>', 'files beside the run’s folder: html, json', lists, [])
    .option('--without-messages', 'leave out what core and partners say to each other')
    .option('--json', 'print it as JSON')
    .action(async (dir: string, order: string, { withoutMessages, ...options }) =>
      done(
        await (await import('../case/case.ts')).showCase(dir, order, {
          ...options,
          messages: withoutMessages !== true,
        }),
      ),
    );
  program
    .command('diff')
    .description('two runs: what was configured differently, and which KPIs came out otherwise')
    .argument('<runA>', 'folder of a run')
    .argument('<runB>', 'folder of the other')
    .option('--arm <policy>', 'whose KPIs; given twice: of the first run, and of the second', many, [])
    .option('--all', 'also what is the same')
    .option('--md', 'print it as Markdown, for a comment on a pull request')
    .option('--json', 'print it as JSON')
    .option('--html <file>', 'write a page', given('a file'))
    .option('--report <kinds>', 'files to write: html, md, json, as diff.html ...', lists, [])
    .option('--out <dir>', 'where they go; default: here', given('a folder'))
    .action(async (one: string, other: string, options) =>
      done(await (await import('../diff/diff.ts')).diffRuns(one, other, options)),
    );
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
      done(await (await import('../explain/explain.ts')).explain({ ref, ...options })),
    );
  program
    .command('export')
    .description('write the recording of runs as files that other tools read')
    .argument('<run...>', 'folders of runs of one scenario, of different seeds')
    .requiredOption(
      '--format <format>',
      'parquet, arrow, csv; of the decision log also obp, dsjson, ope; for process mining ocel (ocel-json, ocel-sqlite); documents with a schema: canonical',
    )
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
    .option('--data <dir>', 'with canonical: folder of the data files that the run read, where it has moved')
    .option('--out <dir>', 'where the files go; default: <run>-export', given('a folder'))
    .action(async (dirs: readonly string[], options) =>
      done(await (await import('../export/export.ts')).exportRuns(dirs, options)),
    );
  program
    .command('audit')
    .description('the audit trail of a run')
    .command('verify')
    .description('is every recorded decision as it was written?')
    .argument('<run>', 'folder of a run, or of an export with the tables decisions, views and modes')
    .action(async (path: string) => done(await (await import('../audit.ts')).auditVerify(path)));
}
