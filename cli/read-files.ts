/** Which files of the user's a command reads, and of which version each was then: what `--watch` waits for a change of. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

type Listener = (file: string, version: string) => void;

let listener: Listener | null = null;

/** @param heard is told of each file by absolute path, and of its version */
export function tellReads(heard: Listener): void {
  listener = heard;
}

/** Before it is read. Also of a file that is not there: it may come. */
export function noteRead(path: string): void {
  if (listener === null) return;
  const file = resolve(path);
  listener(file, versionOf(file));
}

/** Another one after each write; `absent` where there is no such file. */
export function versionOf(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'absent';
  }
}
