/** Ctrl-C, or whoever asks a process to end: what runs is brought to an end that leaves nothing half-written. */
import { EXIT } from './exit-codes.ts';

/** Two signals within it are one: a terminal sends Ctrl-C to every process, and whoever started this one may pass it on. */
const REPEAT_MS = 500;

interface StopSignals {
  asked(): boolean;
  /** Signals end the process again. */
  release(): void;
}

/** The second signal ends the process at once: a user who does not want to wait. */
export function stopOnSignals(): StopSignals {
  let asked = false;
  let askedAtMs = 0;
  const ask = (): void => {
    if (asked && Date.now() - askedAtMs > REPEAT_MS) process.exit(EXIT.interrupted);
    asked = true;
    askedAtMs = Date.now();
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  return {
    asked: () => asked,
    release: () => {
      process.removeListener('SIGINT', ask);
      process.removeListener('SIGTERM', ask);
    },
  };
}
