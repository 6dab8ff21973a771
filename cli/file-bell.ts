/**
 * Rings when something may have happened to one of some files, or the process is to end. Whoever hears it looks for himself.
 *
 * 1. Folders are watched, not files: an editor that puts a new file in the place of the old one leaves a watcher of the file behind.
 * 2. It rings every second as well: on some drives no event is heard.
 */
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

const LOOK_MS = 1_000;

export class FileBell {
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly names = new Set<string>();
  private readonly timer = setInterval(() => this.ring(), LOOK_MS);
  private bell = Promise.withResolvers<void>();

  constructor() {
    process.on('SIGINT', this.ring);
    process.on('SIGTERM', this.ring);
  }

  readonly ring = (): void => this.bell.resolve();

  /** From now on: to be asked for before one looks, so that nothing falls between. */
  next(files: readonly string[]): Promise<void> {
    this.bell = Promise.withResolvers<void>();
    for (const file of files) this.add(file);
    return this.bell.promise;
  }

  close(): void {
    clearInterval(this.timer);
    process.removeListener('SIGINT', this.ring);
    process.removeListener('SIGTERM', this.ring);
    for (const watcher of this.watchers.values()) watcher.close();
  }

  private add(file: string): void {
    this.names.add(basename(file));
    const folder = dirname(file);
    if (this.watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === null || this.names.has(name)) this.ring();
      });
      watcher.on('error', () => watcher.close());
      this.watchers.set(folder, watcher);
    } catch {
      // Not there, or no watcher is left: it is looked at every second all the same.
    }
  }
}
