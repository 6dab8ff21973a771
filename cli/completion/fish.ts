/** Completion for fish, with what each option is for beside it. */
import type { CommandWords, ValueWords } from './command-words.ts';

export function fishScript(commands: readonly CommandWords[]): string {
  return `# Completion of dray for fish: keep it as ~/.config/fish/completions/dray.fish
complete -c dray -f
${commands.flatMap((each) => linesOf(each, commands)).join('\n')}
`;
}

function linesOf({ path, says, options, argument }: CommandWords, all: readonly CommandWords[]): string[] {
  const [first, second] = path.split(' ') as [string, string?];
  const above = second === undefined ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${first}`;
  const hasUnder = all.some((each) => each.path.startsWith(`${path} `));
  const here = `__fish_seen_subcommand_from ${second ?? first}`;
  const name = `complete -c dray -n ${quoted(above)} -a ${quoted(second ?? first)} -d ${quoted(says)}`;
  const flags = options.map(({ long, says: what, value }) => {
    const takes = value === null ? '' : ` -r${valueFlags(value)}`;
    return `complete -c dray -n ${quoted(here)} -l ${long.slice(2)}${takes} -d ${quoted(what)}`;
  });
  const values =
    argument === null || hasUnder ? [] : [`complete -c dray -n ${quoted(here)}${valueFlags(argument)}`];
  return [name, ...flags, ...values];
}

function valueFlags({ words, paths, isList }: ValueWords): string {
  const files =
    paths === 'none' ? ' -f' : paths === 'files' ? ' -F' : ` -f -a '(__fish_complete_directories)'`;
  if (words.length === 0) return files;
  return `${files} -a ${quoted(isList ? `(__fish_append , ${words.join(' ')})` : words.join(' '))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", `\\'`)}'`;
}
