/**
 * Completion for bash, 3.2 of Macs included.
 *
 * 1. `=` and `:` end a word for bash and none for dray: words are taken from the line as typed, and what bash has is cut off again.
 */
import type { CommandWords, ValueWords } from './command-words.ts';

export function bashScript(commands: readonly CommandWords[]): string {
  const groups = [
    ...new Set(commands.flatMap(({ path }) => (path.includes(' ') ? [path.split(' ')[0]!] : []))),
  ];
  return `# Completion of dray for bash: source it, or keep it as ~/.local/share/bash-completion/completions/dray
_dray() {
  local line="\${COMP_LINE:0:COMP_POINT}" typed cur prev count command words="" paths=none list=no
  COMPREPLY=()
  read -ra typed <<< "$line"
  case "$line" in *" ") typed+=("") ;; esac
  count=\${#typed[@]}
  cur="\${typed[count-1]}"
  prev="\${typed[count-2]}"
  command="\${typed[1]}"
  case "$command" in
    ${groups.join('|')}) [ "$count" -gt 3 ] && command="$command \${typed[2]}" ;;
  esac
  if [ "$count" -le 2 ]; then
    words="${topWords(commands).join(' ')}"
  else
    case "$command $prev" in
${commands.flatMap(optionValues).join('\n')}
      *)
        case "$command" in
${commands.map((each) => argumentWords(each, commands)).join('\n')}
        esac ;;
    esac
  fi
  local head=""
  if [ "$list" = yes ]; then
    case "$cur" in *,*) head="\${cur%,*}," ;; esac
  fi
  local rest="\${cur#"$head"}" reply
  while IFS= read -r reply; do
    [ -n "$reply" ] && COMPREPLY+=("$head$reply")
  done < <(compgen -W "$words" -- "$rest")
  case "$paths" in
    files) while IFS= read -r reply; do COMPREPLY+=("$reply"); done < <(compgen -f -- "$cur"); compopt -o filenames 2> /dev/null ;;
    folders) while IFS= read -r reply; do COMPREPLY+=("$reply"); done < <(compgen -d -- "$cur"); compopt -o filenames 2> /dev/null ;;
  esac
  # What stands before the last = or : is not for bash to put in again.
  local broken="\${cur%"\${cur##*[=:]}"}" i
  if [ -n "$broken" ]; then
    for i in "\${!COMPREPLY[@]}"; do COMPREPLY[i]="\${COMPREPLY[i]#"$broken"}"; done
  fi
}
complete -F _dray dray
`;
}

function topWords(commands: readonly CommandWords[]): string[] {
  return [...new Set(commands.map(({ path }) => path.split(' ')[0]!)), '--help', '--version'];
}

function optionValues({ path, options }: CommandWords): string[] {
  return options.flatMap(({ long, value }) =>
    value === null ? [] : [`      "${path} ${long}") ${settings(value)} ;;`],
  );
}

function argumentWords({ path, options, argument }: CommandWords, all: readonly CommandWords[]): string {
  const under = all
    .filter((each) => each.path.startsWith(`${path} `))
    .map((each) => each.path.split(' ')[1]!);
  const names = options.map(({ long }) => long).join(' ');
  const value: ValueWords = argument ?? { words: under, paths: 'none', isList: false };
  return `          "${path}") case "$cur" in -*) words="${names}" ;; *) ${settings(value)} ;; esac ;;`;
}

function settings({ words, paths, isList }: ValueWords): string {
  return `words="${words.join(' ')}"; paths=${paths}${isList ? '; list=yes' : ''}`;
}
