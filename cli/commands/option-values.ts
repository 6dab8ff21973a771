/** How values of options are read. What is wrong with one is said in the place of the help. */
import { type Command, InvalidArgumentError } from 'commander';

/** An option that may be given again and again. */
export function many(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** The same, and with commas. */
export function lists(value: string, before: readonly string[]): readonly string[] {
  return [...before, ...value.split(',')];
}

/** `--seed --json`: the seed was forgotten, and the word after it is no seed. */
export function refuseOptionsAsValues(command: Command): void {
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
export function shareOf(text: string): number {
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('a share between 0 % and 100 % is needed, such as 0.5%.');
}

/** Source: assumption. Who writes a larger one without % may have meant 0.5 %. */
const BARE_AT_MOST = 0.1;

/** As `shareOf`, of a width in percent: `0.5` may be 0.5 % or 50 %, and is asked back. */
export function widthOf(text: string): number {
  const value = shareOf(text);
  if (text.endsWith('%') || value <= BARE_AT_MOST) return value;
  throw new InvalidArgumentError(
    `it may mean ${text}% or ${Math.round(value * 1e4) / 100}%: write the one with its %.`,
  );
}

export function wholeOf(text: string): number {
  if (/^\d{1,15}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('a whole number from 1 is needed.');
}

export function countOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number from 0 is needed.');
}

/** Refuses an option's empty value. */
export function given(what: string): (value: string) => string {
  return (value) => {
    if (value === '') throw new InvalidArgumentError(`${what} is needed.`);
    return value;
  };
}
