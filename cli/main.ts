/** The `dray` command: words in, exit code out. Each command is a file of its own, read when it is typed: none pays for what another needs. */
import { CommanderError } from 'commander';
import { settleEngine } from '#bench/experiments/engine';
import { programOf } from './commands/program.ts';
import { EXIT, UserError } from './exit-codes.ts';
import { partFaultIn } from './parts/guard.ts';

/** Runs a command line (without node and script). Never throws; says what is wrong on stderr. */
export async function main(argv: readonly string[]): Promise<number> {
  settleEngine();
  watchStdout();
  let code: number = EXIT.done;
  const program = programOf(argv, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const fault = partFaultIn(error);
    if (fault !== null) {
      process.stderr.write(`${fault.message}\n`);
      return EXIT.usage;
    }
    const { RecordingError } = await import('#reports/recording/table-writer');
    const { UnreadableRecording } = await import('#reports/export/recorded-batches');
    // Files that were changed or cut off, whichever command came upon them.
    const isUsers = error instanceof UserError || error instanceof UnreadableRecording;
    if (isUsers || error instanceof RecordingError) {
      process.stderr.write(`${error.message}\n`);
      return isUsers ? EXIT.usage : EXIT.internal;
    }
    process.stderr.write(
      `internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    if (error instanceof Error && error.cause instanceof Error)
      process.stderr.write(`caused by ${error.cause.stack}\n`);
    return EXIT.internal;
  }
}

/**
 * Results that nobody can take: quiet where the reader has left (`| head`), an error where they are lost. The command
 * goes on: what it writes to files is still wanted.
 */
function watchStdout(): void {
  let lost = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || lost) return;
    lost = true;
    process.stderr.write(`can't write to stdout: ${error.code}\n`);
  });
  process.on('exit', () => {
    if (lost && !process.exitCode) process.exitCode = EXIT.internal;
  });
}
