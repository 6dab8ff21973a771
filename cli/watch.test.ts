/**
 * `dray run --watch` as typed: it runs, waits, and runs again when a file that it has read changes: the scenario, an overlay, an own part,
 * what that imports. A mistake ends nothing. Ctrl-C does, with 130. Nothing is waited for but what the process says.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { Desk, DRAY, dray } from '#testing/outside/command-line';

const desk = new Desk();
afterAll(() => desk.clear());

const POLICY = `import { definePolicy } from 'dray/policy';
import { title } from './title.ts';
export default definePolicy({ point: 'sourcing', name: 'first', summary: title, recommend: () => 0 });
`;

/** A process whose words are waited for. */
class Watched {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  private said = '';
  private waiting: (() => void) | null = null;

  /** @param node options of Node */
  constructor(words: readonly string[], node: readonly string[] = []) {
    this.child = spawn(process.execPath, [...node, DRAY, ...words], {
      cwd: desk.path,
      env: { ...process.env, NO_COLOR: '1' },
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.on('data', (data) => {
        this.said += data;
        this.waiting?.();
      });
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
  }

  /** What was said since. */
  rest(): string {
    return this.said;
  }

  /** What was said up to something: it is taken off, so that the same is waited for anew. */
  async until(says: RegExp): Promise<string> {
    for (;;) {
      const found = says.exec(this.said);
      if (found !== null) {
        const until = this.said.slice(0, found.index + found[0].length);
        this.said = this.said.slice(until.length);
        return until;
      }
      const news = new Promise<'news'>((resolve) => {
        this.waiting = () => resolve('news');
      });
      if ((await Promise.race([news, this.ended])) !== 'news' && !says.test(this.said))
        throw new Error(`it ended without saying ${says}: ${this.said}`);
    }
  }
}

let watched: Watched | null = null;
afterEach(() => watched?.child.kill('SIGKILL'));

function write(name: string, text: string): void {
  writeFileSync(desk.file(name), text);
}

const SCENARIO = `extends: quickstart
name: mine
demand: { maxOrders: 5 }
thresholds: []
policies: [./own/first.ts]
`;

describe.runIf(process.platform !== 'win32')('--watch', () => {
  test('runs again for each file that was read, and for no other; ends with Ctrl-C', async () => {
    mkdirSync(desk.file('own'));
    write('own/first.ts', POLICY);
    write('own/title.ts', `export const title = 'what stands first';\n`);
    write('mine.yaml', SCENARIO);
    write('more.yaml', 'overlay: more\ndemand: { maxOrders: 6 }\n');
    watched = new Watched([
      'run',
      'mine.yaml',
      '--with',
      './more.yaml',
      '--watch',
      '--quiet',
      '--out',
      'out',
    ]);
    const first = await watched.until(/waiting for a change of .*\n/);
    expect(first).toContain('what stands first');
    expect(first).toMatch(/Orders released +6\n/);
    for (const file of ['mine.yaml', 'more.yaml', 'own/first.ts', 'own/title.ts'])
      expect(first).toContain(file);

    // Nobody reads it: what follows is told of the overlay alone.
    write('notes.txt', 'mine');
    write('more.yaml', 'overlay: more\ndemand: { maxOrders: 7 }\n');
    const second = await watched.until(/waiting for a change of .*\n/);
    expect(second).toMatch(/^changed: more\.yaml; running again\n/);
    expect(second).toMatch(/Orders released +7\n/);

    // As editors do: a new file in the place of the old one.
    write('own/title.ts.new', `export const title = 'what comes first';\n`);
    renameSync(desk.file('own/title.ts.new'), desk.file('own/title.ts'));
    const third = await watched.until(/waiting for a change of .*\n/);
    expect(third).toMatch(/^changed: own\/title\.ts; running again\n/);
    expect(third).toContain('what comes first');

    write('mine.yaml', 'extends: quikstart\n');
    expect(await watched.until(/waiting for a change of .*\n/)).toMatch(/Did you mean "quickstart"\?/);

    write('mine.yaml', SCENARIO);
    expect(await watched.until(/waiting for a change of .*\n/)).toMatch(/Orders released +7\n/);
    expect(JSON.parse(readFileSync(desk.file('out/run.json'), 'utf8'))).toMatchObject({
      end: 'empty',
      orders: 7,
    });

    watched.child.kill('SIGINT');
    expect(await watched.ended).toBe(130);
  });

  test('a run that still goes on is stopped, and begun anew', async () => {
    write('long.yaml', 'extends: quickstart\nname: long\ndemand: { ordersPerDay: 20000 }\nthresholds: []\n');
    watched = new Watched(['run', 'long.yaml', '--watch', '--quiet', '--report', 'none', '--out', 'long']);
    await watched.until(/^dray .*\n/m);
    write('long.yaml', 'extends: quickstart\nname: long\ndemand: { maxOrders: 5 }\nthresholds: []\n');
    const said = await watched.until(/waiting for a change of .*\n/);
    expect(said).toMatch(/changed: long\.yaml; running again/);
    expect(said).toMatch(/Orders released +5 +5 /);
  });

  test('a run whose watcher is killed ends as by Ctrl-C: nobody waits for it', async () => {
    write(
      'alone.yaml',
      'extends: quickstart\nname: alone\ndemand: { ordersPerDay: 20000 }\nthresholds: []\n',
    );
    watched = new Watched(['run', 'alone.yaml', '--watch', '--quiet', '--report', 'none', '--out', 'alone']);
    await watched.until(/^dray .*\n/m);
    watched.child.kill('SIGKILL');
    // Run and watcher have their streams in common: they close when both have ended.
    await watched.until(/^recording .*\n/m);
    await watched.ended;
    expect(JSON.parse(readFileSync(desk.file('alone/run.json'), 'utf8'))).toMatchObject({
      end: 'interrupted',
    });
    expect(watched.rest()).not.toContain('Error');
  });

  test('on an older Node the one that waits is killed: the one that it started ends, too', async () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.1.0' } })`;
    write('older.yaml', 'extends: quickstart\nname: older\ndemand: { maxOrders: 5 }\nthresholds: []\n');
    watched = new Watched(
      ['run', 'older.yaml', '--watch', '--quiet', '--report', 'none', '--out', 'older'],
      ['--import', `data:text/javascript,${encodeURIComponent(older)}`],
    );
    await watched.until(/waiting for a change of .*\n/);
    watched.child.kill('SIGKILL');
    // Their streams close when all have ended.
    await watched.ended;
    expect(watched.rest()).not.toContain('Error');
  });

  test('a scenario of the library alone: there is nothing to wait for', () => {
    const { code, stderr } = dray(
      ['run', 'quickstart', '--set', 'demand.maxOrders=5', '--set', 'thresholds=[]', '--quiet', '--watch'],
      desk.path,
    );
    expect([code, stderr]).toEqual([
      0,
      '--watch: nothing to wait for: what was run reads no file of yours\n',
    ]);
  });
});
