/** What to say of words too many: an option takes one value, and who gives it several writes it several times. */
import type { Command, Option } from 'commander';
import { quoted } from '../shell-word.ts';

const TOO_MANY = 'error: too many arguments';

/** @param argv as typed */
export function hintAtRepeatable(command: Command, argv: readonly string[]): void {
  command.configureOutput({
    outputError: (text, write) => write(text.startsWith(TOO_MANY) ? `${text}${hintOf(command, argv)}` : text),
  });
}

/** '' = there is none: the words do not stand behind a value. */
function hintOf(command: Command, argv: readonly string[]): string {
  const surplus = command.args.slice(command.registeredArguments.length);
  for (const option of command.options.filter(isRepeatable)) {
    for (const values of valuesOf(option, argv)) {
      const [first, ...more] = values;
      // A command's own argument may stand there as well: only what begins with the first word too many is a value.
      if (first === undefined || more.length === 0 || more[0] !== surplus[0]) continue;
      const written = values.map((value) => `${option.long} ${quoted(value)}`).join(' ');
      return `${option.long} takes one at a time: ${written}\n`;
    }
  }
  return '';
}

function isRepeatable({ defaultValue }: Option): boolean {
  return Array.isArray(defaultValue);
}

/** For each time that the option was typed: its value, and the words up to the next option. */
function valuesOf({ long }: Option, argv: readonly string[]): string[][] {
  return argv.flatMap((word, i) => {
    const inOne = word.startsWith(`${long}=`);
    if (word !== long && !inOne) return [];
    const after = argv.slice(i + 1);
    const end = after.findIndex((each) => each.startsWith('-'));
    const words = end < 0 ? after : after.slice(0, end);
    return [inOne ? [word.slice(`${long}=`.length), ...words] : words];
  });
}
