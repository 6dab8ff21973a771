/**
 * The process of a `StandingDray`: takes command lines from its parent, one at a time, and answers with what each said. What a process has of
 * its own, such as listeners for its end, a command leaves behind; nobody waits for them here.
 */
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { main } = await import('./main.ts');

process.setMaxListeners(0);
process.stdout.setMaxListeners(0);

process.on('disconnect', () => process.exit());
process.on('message', async (words: readonly string[]) => {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    process[name].write = (text: string | Uint8Array): boolean => {
      said[name] += String(text);
      return true;
    };
  process.send!({ code: await main(words), ...said });
});
