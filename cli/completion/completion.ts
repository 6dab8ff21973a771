/** `dray completion`: a script that a shell completes commands, options and names with. */
import type { Command } from 'commander';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { bashScript } from './bash.ts';
import { type CommandWords, commandWords } from './command-words.ts';
import { fishScript } from './fish.ts';
import { SHELLS, type Shell } from './shells.ts';
import { zshScript } from './zsh.ts';

const SCRIPTS: Readonly<Record<Shell, (commands: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

export function completion(shell: string, program: Command): ExitCode {
  const known = SHELLS.find((each) => each === shell);
  if (known === undefined)
    throw new UserError(`completion for "${shell}": there is none. There are ${SHELLS.join(', ')}`);
  process.stdout.write(SCRIPTS[known](commandWords(program)));
  return EXIT.done;
}
