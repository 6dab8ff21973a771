/** What is named as a file and is none, or may not be read, is said to be so, with the way out; what is read is digested. */
import { constants } from 'node:buffer';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { Desk } from '#testing/outside/command-line';
import { loadChecked } from './scenario-options.ts';
import { DiskFiles } from './source-files.ts';

const desk = new Desk();
afterAll(() => desk.clear());
const files = new DiskFiles(desk.path);

test('a folder: its files that could have been meant, a few of them', () => {
  mkdirSync(desk.file('few'));
  writeFileSync(desk.file('few/notes.txt'), '');
  expect(files.read(desk.file('few'))).toEqual({ why: 'is a folder, and a file is needed. Name one' });
  for (const name of ['a.yaml', 'b.yml', 'c.json', 'd.onnx', 'e.yaml', 'f.yaml'])
    writeFileSync(desk.file(`few/${name}`), '');
  expect(files.read(desk.file('few'))).toEqual({
    why: 'is a folder, and a file is needed. In it are a.yaml, b.yml, c.json, d.onnx, e.yaml ...',
  });
  expect(() => files.readBytes(desk.file('few'))).toThrow(/few: is a folder, and a file is needed/);
});

test.runIf(process.platform !== 'win32')('a device, which might never end', () => {
  expect(files.read('/dev/zero')).toEqual({ why: 'is a device, and a file is needed' });
});

test('a file that no text could hold, without reading it', () => {
  const file = desk.file('huge.yaml');
  writeFileSync(file, '');
  truncateSync(file, constants.MAX_STRING_LENGTH + 1);
  expect(files.read(file)).toEqual({
    why: `has ${constants.MAX_STRING_LENGTH + 1} bytes, ${constants.MAX_STRING_LENGTH} at most can be read. Name a smaller one`,
  });
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a file that may not be read', () => {
  writeFileSync(desk.file('closed.yaml'), '');
  chmodSync(desk.file('closed.yaml'), 0o000);
  expect(files.read(desk.file('closed.yaml'))).toEqual({
    why: 'may not be read (EACCES). Give yourself the right to, or name a copy',
  });
});

test('what is not there, and what is: of data files the digest', () => {
  expect(files.read(desk.file('none.yaml'))).toBe(null);
  writeFileSync(desk.file('orders.csv'), 'a,b\n');
  expect(files.read('data:orders.csv')).toBe('a,b\n');
  expect(files.dataDigests()).toEqual([['data:orders.csv', expect.stringMatching(/^[0-9a-f]{64}$/)]]);
});

describe.skipIf(process.platform === 'win32')('a link that leads out of a folder', () => {
  const MODEL = fileURLToPath(new URL('../scenarios/library/models/cost-and-lateness.onnx', import.meta.url));
  const placed = (name: string, model: string): string => {
    writeFileSync(
      desk.file(`strange/${name}.yaml`),
      `extends: quickstart
name: ${name}
policies:
  - { name: m, model: "${model}", baseline: cheapest-feasible, mode: active, thinking: { constant: 1 s }, timeout: 2 s, source: x }
`,
    );
    return desk.file(`strange/${name}.yaml`);
  };
  mkdirSync(desk.file('strange/models'), { recursive: true });
  mkdirSync(desk.file('elsewhere'), { recursive: true });
  copyFileSync(MODEL, desk.file('elsewhere/mine.onnx'));
  copyFileSync(MODEL, desk.file('strange/models/right.onnx'));
  writeFileSync(desk.file('elsewhere/mine.py'), '');
  symlinkSync(desk.file('elsewhere/mine.onnx'), desk.file('strange/models/linked.onnx'));
  symlinkSync(desk.file('elsewhere'), desk.file('strange/folder'));
  symlinkSync('models/right.onnx', desk.file('strange/inside.onnx'));

  test.each([
    ['file', './models/linked.onnx'],
    ['folder', './folder/mine.onnx'],
    ['class', 'py:folder/mine.py:Mine'],
  ])(
    'a model that is none of the scenario, by a linked %s, is refused with its place',
    async (name, model) => {
      await expect(loadChecked({ ref: placed(name, model) }, files)).rejects.toThrow(
        /:4:\d+: \S+ is not in the scenario's folder: it leads to \S+elsewhere\S+\. Put the file beside the scenario, or name it with --policy/,
      );
    },
  );

  test.each([
    ['right', './models/right.onnx'],
    ['within', './inside.onnx'],
  ])('one that lies in it, by a link or not, is taken: %s', async (name, model) => {
    await expect(loadChecked({ ref: placed(name, model) }, files)).resolves.toBeDefined();
  });

  test('whoever types the link means it', async () => {
    const policy = [`onnx:${desk.file('strange/models/linked.onnx')}`];
    await expect(loadChecked({ ref: 'quickstart', policy }, files)).resolves.toBeDefined();
  });

  test('data files: not followed either, and named', () => {
    mkdirSync(desk.file('data'));
    writeFileSync(desk.file('elsewhere/secret.csv'), 'a\n');
    writeFileSync(desk.file('data/own.csv'), 'b\n');
    symlinkSync(desk.file('elsewhere/secret.csv'), desk.file('data/orders.csv'));
    symlinkSync('own.csv', desk.file('data/same.csv'));
    const data = new DiskFiles(desk.file('data'));
    expect(data.read('data:orders.csv')).toEqual({
      why: expect.stringMatching(
        /^leads out of the folder of --data, to \S+secret\.csv\. Put the file itself there$/,
      ),
    });
    expect(data.read('data:../elsewhere/secret.csv')).toMatchObject({ why: expect.any(String) });
    expect(data.read('data:same.csv')).toBe('b\n');
    expect(data.dataDigests().map(([name]) => name)).toEqual(['data:same.csv']);
  });
});

describe.skipIf(process.platform === 'win32')(
  'a history that leads out of the folder, and is not there',
  () => {
    mkdirSync(desk.file('mine/there'), { recursive: true });
    symlinkSync('../../gone.csv', desk.file('mine/there/dangling.csv'));
    symlinkSync('../gone', desk.file('mine/folder'));
    symlinkSync('b.csv', desk.file('mine/a.csv'));
    symlinkSync('a.csv', desk.file('mine/b.csv'));
    writeFileSync(desk.file('mine/file'), '');
    const naming = (key: string, path: string) => {
      const history = key === 'file' ? `file: ${path}` : `file: orders.csv, ${key}: ${path}`;
      writeFileSync(
        desk.file('mine/s.yaml'),
        `extends: quickstart\nname: mine\nthresholds: []\ndemand: { history: { ${history}, source: x } }\n`,
      );
      return loadChecked({ ref: desk.file('mine/s.yaml') }, files);
    };

    test.each([
      ['a way', 'file', '../gone.csv'],
      ['a way by a folder that is not there', 'file', 'none/../../gone.csv'],
      ['a whole path', 'file', '/nowhere/gone.csv'],
      ['a link to nothing', 'products', 'there/dangling.csv'],
      ['a link to no folder', 'customers', 'folder/gone.csv'],
    ])('%s: is refused for that, with its place', async (_what, key, path) => {
      await expect(naming(key, path)).rejects.toThrow(
        new RegExp(
          `s\\.yaml:4:\\d+: \\S+ is not in the scenario's folder: it leads to \\S+\\. Put the file beside the scenario, or name it with --set demand\\.history\\.${key}=`,
        ),
      );
    });

    test.each(['none.csv', 'there/../none.csv', 'none/none.csv', 'file/none.csv', 'a.csv', 'a.csv/none.csv'])(
      'one in the folder is not: %s',
      async (path) => {
        await expect(naming('file', path)).resolves.toBeDefined();
      },
    );

    test('nor may the name of a data file ask what there is elsewhere', () => {
      mkdirSync(desk.file('mine/data'));
      const data = new DiskFiles(desk.file('mine/data'));
      expect(data.read('data:../../gone.csv')).toEqual({
        why: expect.stringMatching(/^leads out of the folder of --data, to \S+gone\.csv\. /),
      });
      expect(data.read('data:gone.csv')).toBe(null);
    });
  },
);

describe('models of --policy are known to governance', () => {
  const drill = (name: string) =>
    loadChecked(
      {
        ref: 'governance-drill',
        policy: ['carrier=onnx:learned-carrier'],
        set: [`governance.models=[${name}]`],
      },
      files,
    );

  test('by the name of their arm', async () => {
    const { scenario } = await drill('learned-carrier');
    expect(scenario.governance?.models).toEqual(['learned-carrier']);
  });

  test('another is none, and the nearest is told', async () => {
    await expect(drill('learned-carier')).rejects.toThrow(
      /unknown model: "learned-carier"\. Did you mean "learned-carrier"/,
    );
  });
});
