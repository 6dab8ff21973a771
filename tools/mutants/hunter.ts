/** Hunts in a copy of the product, one after the other: each is a process of its own (`hunt.ts`), for a bug may hang or kill it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HuntLine, HuntOrder } from './hunt.ts';
import type { Mutant } from './mutant.ts';
import { Tree } from './tree.ts';

const TAIL_CHARACTERS = 400;

export interface Hunted {
  /** Trials done, the one that found something included. */
  readonly trials: number;
  readonly orders: number;
  readonly events: number;
  /** null = the bug survives. */
  readonly caught: Catch | null;
}

export interface Catch {
  readonly ground: string;
  readonly seed: number;
  readonly invariant: string;
  readonly place: string;
  readonly message: string;
}

export class Hunter {
  private readonly tree = new Tree();
  private stop: (() => void) | null = null;

  /** @param mutant null = the product as it is */
  hunt(mutant: Mutant | null, order: HuntOrder): Promise<Hunted> {
    this.tree.plant(mutant);
    return this.run(order);
  }

  private run(order: HuntOrder): Promise<Hunted> {
    const { folder } = this.tree;
    const child = spawn(process.execPath, [join(folder, 'tools/mutants/hunt.ts')], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let [trials, orders, events, said] = [0, 0, 0, ''];
    let caught: Catch | null = null;
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as HuntLine;
      trials += 1;
      orders += line.orders;
      events += line.events;
      if (line.found !== null) caught ??= { ground: line.ground, seed: line.seed, ...line.found };
    });
    child.stderr.on('data', (text) => {
      said = (said + String(text)).slice(-20 * TAIL_CHARACTERS);
    });
    child.stdin.end(JSON.stringify(order));
    this.stop = () => child.kill('SIGKILL');
    return new Promise((resolve) => {
      child.on('close', (code, signal) => {
        this.stop = null;
        const died = code !== 0 && caught === null;
        // See `patience.ts`.
        const hangs = signal === 'SIGKILL';
        const next = order.grounds[trials % order.grounds.length]!;
        const seed = 1 + Math.floor(trials / order.grounds.length);
        if (died)
          caught = {
            ground: next,
            seed,
            invariant: hangs ? 'ends' : 'no-throw',
            place: hangs ? 'a trial that hangs' : 'the process',
            message: hangs ? 'it goes on and on' : reasonIn(said),
          };
        resolve({ trials: trials + (died ? 1 : 0), orders, events, caught });
      });
    });
  }

  close(): void {
    this.stop?.();
    this.tree.close();
  }
}

function reasonIn(said: string): string {
  return /^\w*Error:? .*$/m.exec(said)?.[0].slice(0, TAIL_CHARACTERS) ?? said.slice(0, TAIL_CHARACTERS);
}
