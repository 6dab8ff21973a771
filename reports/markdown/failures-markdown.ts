/** What a search found, for a comment on a pull request: each distinct failure with the commands that show it again. */
import { count } from '../text/format.ts';
import { fenced, inCode, inText, markdownTable } from './escape.ts';

/** Failures shown with their commands; a search that finds more has found enough. */
const SHOWN_MAX = 20;

export interface FoundFailures {
  readonly scenario: string;
  readonly seed: number;
  readonly runs: number;
  readonly complete: boolean;
  readonly failures: readonly {
    readonly invariant: string;
    readonly place: string;
    /** Runs that showed it. */
    readonly count: number;
    readonly seed: number;
    readonly message: string;
    readonly again: readonly string[];
  }[];
  readonly reproduce: string;
}

export function renderFailuresMarkdown(found: FoundFailures): string {
  const { scenario, seed, runs, complete, failures, reproduce } = found;
  const searched = `${count(runs)} runs of ${inCode(scenario)}${runs === 0 ? '' : `, seeds ${seed} to ${seed + runs - 1}`}${complete ? '' : ' (interrupted)'}`;
  const what =
    failures.length === 0
      ? `**Every invariant held** in ${searched}.`
      : `**${count(failures.length)} distinct ${failures.length === 1 ? 'failure' : 'failures'}** in ${searched}.`;
  const mark = failures.length > 0 ? '❌' : complete ? '✅' : '⚠️';
  return `${[
    `### ${mark} Dray: search of ${inText(scenario)}`,
    what,
    ...(failures.length === 0 ? [] : [table(found), ...failures.slice(0, SHOWN_MAX).map(commands)]),
    ...(failures.length > SHOWN_MAX
      ? [`${count(failures.length - SHOWN_MAX)} more stand in search.json.`]
      : []),
    `<details><summary>Search again</summary>\n\n${fenced(reproduce)}\n\n</details>`,
  ].join('\n\n')}\n`;
}

function table({ failures }: FoundFailures): string {
  const rows = failures.map(({ invariant, place, count: times, seed, message }) => [
    inCode(invariant),
    inText(place),
    inText(message),
    count(times),
    String(seed),
  ]);
  return markdownTable([['Invariant', 'Place', 'What', 'Runs', 'First seed'], ...rows], 3);
}

function commands({ invariant, again }: FoundFailures['failures'][number]): string {
  return `${inCode(invariant)}\n\n<details><summary>See it again</summary>\n\n${fenced(again.join('\n'))}\n\n</details>`;
}
