/** The command line of an experiment, as typed, with the seed spelled out. */
import { quoted } from '../shell-word.ts';

type Value = string | number | boolean | readonly string[] | undefined;

/** @param options by name with their dashes, in the order in which they are to stand; a list is repeated */
export function experimentCommand(
  command: string,
  refs: readonly string[],
  options: Readonly<Record<string, Value>>,
): string {
  const words = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [name];
    const values = typeof value === 'object' ? value : [String(value)];
    return values.flatMap((each) => [name, quoted(each)]);
  });
  return ['dray', command, ...refs.map(quoted), ...words].join(' ');
}

/** 0.005 -> `0.5%` */
export function shareText(share: number | undefined): string | undefined {
  return share === undefined ? undefined : `${Number((100 * share).toPrecision(12))}%`;
}
