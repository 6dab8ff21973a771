/**
 * One run of `--watch`, in a process of its own: modules of the user's are read anew. Says which files it reads, as it reads them.
 *
 * 1. It does not outlive whoever watches it, however that one ended: it ends as by Ctrl-C, and what it has recorded is closed.
 */
import module from 'node:module';
import { main } from './main.ts';
import { tellReads } from './read-files.ts';

module.enableCompileCache?.();
const endAlone = (): void => {
  process.kill(process.pid, 'SIGINT');
};
process.once('disconnect', endAlone);
tellReads((file, version) => {
  // Nobody may be there to hear it any more: that is no fault of the run.
  if (process.connected) process.send?.([file, version], undefined, undefined, () => {});
});
process.exitCode = await main(process.argv.slice(2));
process.removeListener('disconnect', endAlone);
if (process.connected) process.disconnect();
