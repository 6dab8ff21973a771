/** One run of `--watch`, in a process of its own: modules of the user's are read anew. Says which files it reads, as it reads them. */
import module from 'node:module';
import { main } from './main.ts';
import { tellReads } from './read-files.ts';

module.enableCompileCache?.();
tellReads((file, version) => process.send?.([file, version]));
process.exitCode = await main(process.argv.slice(2));
process.disconnect();
