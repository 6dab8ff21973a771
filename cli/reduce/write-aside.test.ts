/** What is written aside is whole or not there; a link stays a link, and a device stays a device. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { Desk } from '#testing/outside/command-line';
import { writeAside } from './write-aside.ts';

const desk = new Desk();
afterAll(() => desk.clear());

test('a file is written over, in a folder that is made', () => {
  writeAside(desk.file('deep/one.txt'), 'one');
  writeAside(desk.file('deep/one.txt'), 'two');
  expect(readFileSync(desk.file('deep/one.txt'), 'utf8')).toBe('two');
  expect(readdirSync(desk.file('deep'))).toEqual(['one.txt']);
});

test('what a link leads to is written, and the link stays', () => {
  writeFileSync(desk.file('real.txt'), 'before');
  symlinkSync(desk.file('real.txt'), desk.file('link.txt'));
  writeAside(desk.file('link.txt'), 'after');
  expect(lstatSync(desk.file('link.txt')).isSymbolicLink()).toBe(true);
  expect(readFileSync(desk.file('real.txt'), 'utf8')).toBe('after');
});

test.skipIf(process.platform === 'win32')('a pipe is written to and is none the less one afterwards', () => {
  const pipe = desk.file('pipe');
  execFileSync('mkfifo', [pipe]);
  // With a reader, who does not wait: nobody blocks.
  const reader = openSync(pipe, 'r+');
  writeAside(pipe, 'told');
  const heard = Buffer.alloc(4);
  readSync(reader, heard);
  closeSync(reader);
  expect(heard.toString()).toBe('told');
  expect(lstatSync(pipe).isFIFO()).toBe(true);
});

test('where a folder stands nothing is left behind', () => {
  execFileSync('mkdir', [desk.file('folder')]);
  expect(() => writeAside(desk.file('folder'), 'text')).toThrow(
    /folder: can't write there \(EISDIR|ENOTEMPTY|EEXIST/,
  );
  expect(readdirSync(desk.path).filter((name) => name.endsWith('.part'))).toEqual([]);
});
