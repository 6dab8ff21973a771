/**
 * What results are printed on: how wide it is, and what it can show.
 *
 * 1. Into a pipe or a file goes no colour, 80 columns, and each sentence in a line: whoever reads it searches lines.
 * 2. `COLUMNS` says how wide it is where nothing else knows; `NO_COLOR` (not empty) switches colour off.
 */
import { type Fitting, fitText } from '#reports/text/fit';
import type { Sparks } from '#reports/text/spark-line';

export interface Screen extends Fitting {
  readonly color: boolean;
  readonly sparks: Sparks;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a pipe is taken for. */
const COLUMNS = 80;

export function screenOf(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> = process.stdout,
  env: Environment = process.env,
): Screen {
  const isTerminal = stream.isTTY === true;
  const asked = /^[1-9]\d{0,3}$/.test(env.COLUMNS ?? '') ? Number(env.COLUMNS) : null;
  const columns = asked ?? (isTerminal && stream.columns > 0 ? stream.columns : COLUMNS);
  return {
    columns,
    sentences: isTerminal || asked !== null ? 'broken' : 'whole',
    color: isTerminal && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
    sparks: showsBlocks(env) ? 'blocks' : 'digits',
  };
}

/** A text as it fits on the screen. */
export function fitted(text: string, screen: Screen = screenOf()): string {
  return fitText(text, screen);
}

/** All but those who say that they know no Unicode. */
function showsBlocks({ LC_ALL, LC_CTYPE, LANG }: Environment): boolean {
  const locale = [LC_ALL, LC_CTYPE, LANG].find((each) => each !== undefined && each !== '');
  return locale === undefined || /utf-?8/i.test(locale);
}
