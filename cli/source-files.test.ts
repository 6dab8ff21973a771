/** What is named as a file and is none, or may not be read, is said to be so, with the way out; what is read is digested. */
import { constants } from 'node:buffer';
import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { Desk } from '#testing/outside/command-line';
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
