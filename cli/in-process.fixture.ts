/** Types `dray ...words` in the process of a test: where it is the command's own words that count, and many commands would each cost a start. */
import { vi } from 'vitest';
import { main } from './main.ts';

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function dray(...words: string[]): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text);
      return true;
    });
  const code = await main(words);
  vi.restoreAllMocks();
  return { code, ...said };
}
