/** Completion for zsh, with what each command and option is for beside it. */
import type { CommandWords, OptionWords, ValueWords } from './command-words.ts';

export function zshScript(commands: readonly CommandWords[]): string {
  const top = commands.filter(({ path }) => !path.includes(' '));
  const groups = [
    ...new Set(commands.flatMap(({ path }) => (path.includes(' ') ? [path.split(' ')[0]!] : []))),
  ];
  return `#compdef dray
# Completion of dray for zsh: source it after compinit, or keep it as _dray in a folder of $fpath
_dray() {
  local -a commands options names
  local command="\${words[2]}" paths=none list=no
  commands=(
${top.map(({ path, says }) => `    ${quoted(`${path}:${says}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe -t commands 'command' commands
    return
  fi
  case "$command" in
    ${groups.join('|')}) (( CURRENT > 3 )) && command="$command \${words[3]}" ;;
  esac
  case "$command \${words[CURRENT-1]}" in
${commands.flatMap(optionValues).join('\n')}
    *)
      case "$command" in
${commands.map((each) => commandCase(each, commands)).join('\n')}
      esac
      if [[ "$PREFIX" == -* ]]; then
        _describe -o -t options 'option' options
        return
      fi ;;
  esac
  [[ $list == yes ]] && compset -P '*,'
  local ret=1
  (( $#names )) && compadd -a names && ret=0
  case $paths in
    files) _files && ret=0 ;;
    folders) _files -/ && ret=0 ;;
  esac
  return ret
}
compdef _dray dray 2> /dev/null
`;
}

function optionValues({ path, options }: CommandWords): string[] {
  return options.flatMap(({ long, value }) =>
    value === null ? [] : [`    ${quoted(`${path} ${long}`)}) ${settings(value)} ;;`],
  );
}

function commandCase({ path, options, argument }: CommandWords, all: readonly CommandWords[]): string {
  const under = all
    .filter((each) => each.path.startsWith(`${path} `))
    .map((each) => each.path.split(' ')[1]!);
  const value: ValueWords = argument ?? { words: under, paths: 'none', isList: false };
  return `        ${quoted(path)})
          options=(${options.map(described).join(' ')})
          ${settings(value)} ;;`;
}

function described({ long, says }: OptionWords): string {
  return quoted(`${long}:${says}`);
}

function settings({ words, paths, isList }: ValueWords): string {
  return `names=(${words.map(quoted).join(' ')}); paths=${paths}${isList ? '; list=yes' : ''}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
