/** Takes the `reproduce` command of a run apart again. */

import { UserError } from './exit-codes.ts';
import type { ScenarioWords } from './scenario-options.ts';

/** Words of a shell command with single quotes, as `run` writes it. */
function wordsOf(command: string): string[] {
  const words: string[] = [];
  let word = '';
  let open = false;
  for (let i = 0; i < command.length; i++) {
    const c = command[i]!;
    if (c === "'") open = !open;
    else if (c === '\\' && !open) word += command[++i] ?? '';
    else if (c === ' ' && !open) {
      words.push(word);
      word = '';
    } else word += c;
  }
  return [...words, word];
}

export function splitCommand(command: string): ScenarioWords & { readonly fidelity?: string } {
  const [dray, run, ref, ...options] = wordsOf(command);
  if (dray !== 'dray' || run !== 'run' || ref === undefined)
    throw new UserError(`no command to run again: ${command}`);
  const found: {
    data?: string;
    seed?: string;
    fidelity?: string;
    with: string[];
    set: string[];
    policy: string[];
  } = {
    with: [],
    set: [],
    policy: [],
  };
  for (let i = 0; i + 1 < options.length; i += 2) {
    const value = options[i + 1]!;
    if (options[i] === '--data') found.data = value;
    else if (options[i] === '--seed') found.seed = value;
    else if (options[i] === '--fidelity') found.fidelity = value;
    else if (options[i] === '--with') found.with.push(value);
    else if (options[i] === '--set') found.set.push(value);
    else if (options[i] === '--policy') found.policy.push(value);
  }
  return { ref, ...found };
}
