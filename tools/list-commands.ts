/**
 * The reference of the command line that `npm run diagrams` writes to `docs/command-line.md`, from the program itself. The test beside it
 * fails when the page is not what this makes.
 *
 * 1. What a command takes stands in `cli/commands` and nowhere else; what is written here is about what no option says.
 * 2. Nothing imports the command line: the program is asked in a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const COMMANDS_PAGE = fileURLToPath(new URL('../docs/command-line.md', import.meta.url));

export interface ListedCommand {
  /** `run`, `audit verify` */
  readonly path: string;
  readonly says: string;
  readonly usage: string;
  readonly args: readonly (readonly [name: string, says: string])[];
  readonly options: readonly (readonly [flags: string, says: string])[];
}

const ASK = `
import { programOf } from './cli/commands/program.ts';
const of = (command, above) => {
  const path = [...above, command.name()];
  const own = {
    path: path.join(' '),
    says: command.description(),
    usage: command.usage(),
    args: command.registeredArguments.map((each) => [each.name(), each.description]),
    options: command.options.map((each) => [each.flags, each.description]),
  };
  return [own, ...command.commands.flatMap((each) => of(each, path))];
};
process.stdout.write(JSON.stringify(programOf([], () => {}).commands.flatMap((each) => of(each, []))));
`;

/** In the order of the help. */
export function listedCommands(): readonly ListedCommand[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', ASK], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the program can't be asked: ${stderr}`);
  return JSON.parse(stdout) as readonly ListedCommand[];
}

/** The whole page. */
export function commandsPage(commands: readonly ListedCommand[] = listedCommands()): string {
  return `# The command line

Made by \`npm run diagrams\` from the program: \`dray --help\`, and \`dray COMMAND --help\` for each. Results go to stdout and nothing else does; progress,
warnings and errors go to stderr.

| exit code | when |
|---|---|
| 0 | done |
| 1 | a fault of Dray itself |
| 2 | wrong usage, or an input that is not right: stderr says what, where, and the way out |
| 3 | an invariant did not hold |
| 98 | a replay gave other digests |
| 99 | a threshold of the scenario was missed |
| 130 | interrupted |

## Reports and CI

\`dray run\` writes \`report.html\` into the folder of the run. \`--report html,json,junit,md\` says which reports are written, \`none\` that there is to be
none; \`dray report DIR...\` writes them again from what the folder holds. With \`--sensitivity FOLDER\` the page says beside each assumption [what it moves](comparing.md#what-a-verdict-rests-on). Of a run that is not whole (killed, of another version, files cut off)
what can be shown is shown, and the rest is named: on the page under *What is missing*, and on stderr.

| report | file | for |
|---|---|---|
| \`html\` | \`report.html\` | people: one file that opens from disk |
| \`json\` | \`report.json\` | programs: what \`--json\` prints, which of a run is \`run.json\` as well |
| \`junit\` | \`junit.xml\` | CI servers: a suite a policy; a case for its end, for each threshold and each invariant, by names that stay the same; a failure says where, and the command that shows it again |
| \`md\` | \`report.md\` | a comment on a pull request: verdict, thresholds, KPIs side by side, the command |

Of a comparison JUnit's cases are its metrics; of a search the invariants; of the other experiments nothing passes or fails, and there is none.

Where \`GITHUB_STEP_SUMMARY\` is set, as in GitHub's workflows, \`run\`, \`search\` and the experiments add the Markdown to the page of the workflow's run.
\`dray init\` writes a project with such a workflow. Gates are \`thresholds\` of the scenario: a run that misses one ends with 99.

## On the terminal

Tables are as wide as the terminal: on a narrow one heads are broken, then each row becomes a paragraph. Into a pipe tables fit 80 columns,
sentences stay in a line, and there is no colour and no escape sequence; \`COLUMNS=40\` says otherwise. \`NO_COLOR\` (not empty) switches colour off.
In a locale without UTF-8 the line of orders day by day is of digits.

\`dray completion bash|zsh|fish\` prints a script that completes commands, options and the names that they take. \`dray doctor\` says what is missing
on a machine, and what then does not work.

\`dray run FILE --watch\` runs again when a file that the run has read changes: scenario, overlays, data, models, own parts and what they import.
A run that still goes on is stopped first. Ctrl-C ends it (130).

## Commands

${commands.map(({ path, says }) => `- [\`dray ${path}\`](#${anchorOf(path)}): ${says}`).join('\n')}

${commands.map(sectionOf).join('\n')}`;
}

function sectionOf({ path, says, usage, args, options }: ListedCommand): string {
  const rows = [
    ...args.map(([name, text]) => [`\`${name}\``, text] as const),
    ...options.map(([flags, text]) => [`\`${flags}\``, text] as const),
  ];
  const table =
    rows.length === 0
      ? ''
      : `\n| | |\n|---|---|\n${rows.map(([name, text]) => `| ${cell(name)} | ${cell(text)} |`).join('\n')}\n`;
  return `### dray ${path}\n\n${says.charAt(0).toUpperCase()}${says.slice(1)}${/[.?!]$/.test(says) ? '' : '.'}\n\n\`dray ${path} ${usage}\`\n${table}`;
}

/** As GitHub makes it of the heading. */
function anchorOf(path: string): string {
  return `dray-${path.replaceAll(' ', '-')}`;
}

/** Code stays as it is; in words a placeholder would be taken for HTML. */
function cell(text: string): string {
  const shown = text.startsWith('`') ? text : text.replaceAll('<', '&lt;');
  return shown.replaceAll('|', '\\|');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(COMMANDS_PAGE, commandsPage());
