/** Commands for the first day. Each is read when it is typed. */
import type { Command } from 'commander';
import type { Done } from './done.ts';

export function starting(program: Command, done: Done): void {
  program.commandsGroup('Begin:');
  program
    .command('init')
    .description('a project to start from: scenario, policy, test, and CI')
    .argument('[dir]', 'its folder; default: this one', '.')
    .option('--force', 'write over files of these names')
    .action(async (dir: string, options) => done((await import('../init/init.ts')).init(dir, options)));
  program
    .command('doctor')
    .description('is everything here that Dray needs, and what does not work without the rest?')
    .option('--json', 'print it as JSON')
    .action(async (options) => done(await (await import('../doctor/doctor.ts')).doctor(options)));
  program
    .command('completion')
    .description('print a script that completes commands, options and names')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText(
      'after',
      `
To have it always:
  bash   dray completion bash > ~/.local/share/bash-completion/completions/dray
  zsh    dray completion zsh > ~/.zfunc/_dray         (with ~/.zfunc in fpath)
  fish   dray completion fish > ~/.config/fish/completions/dray.fish`,
    )
    .action(async (shell: string) =>
      done((await import('../completion/completion.ts')).completion(shell, program)),
    );
}
