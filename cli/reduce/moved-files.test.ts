/** What a scenario names relative to itself is named from the other folder; names, keys, comments and paths from the root stay. */
import { writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { Desk } from '#testing/outside/command-line';
import { movedText } from './moved-files.ts';

const desk = new Desk();
afterAll(() => desk.clear());
for (const file of ['desk.ts', 'my model.onnx', 'base.yaml', 'plain']) writeFileSync(desk.file(file), '');

const moved = (text: string, to: string) => movedText(text, desk.file('case.yaml'), desk.file(to));

test('every way to a file that is there, however it is quoted; nothing else', () => {
  const text = `# see desk.ts
extends: base.yaml # desk.ts
processes: [ ./desk.ts, "desk.ts", 'not-there.ts' ]
policies: [ { model: './my model.onnx' } ]
desk.ts: plain
title: >
  desk.ts
`;
  expect(moved(text, 'a/b')).toEqual({
    text: text
      .replace('extends: base.yaml', 'extends: ../../base.yaml')
      .replace('[ ./desk.ts, "desk.ts",', '[ ../../desk.ts, ../../desk.ts,')
      .replace("'./my model.onnx'", '"../../my model.onnx"'),
    files: ['../../base.yaml', '../../desk.ts', '../../my model.onnx'],
  });
});

test('from the root, or in the same folder, nothing has to change', () => {
  const text = `processes: [ ${desk.file('desk.ts')} ]\n`;
  expect(moved(text, 'a')).toEqual({ text, files: [] });
  expect(moved('processes: [ ./desk.ts ]\n', '.').text).toBe('processes: [ ./desk.ts ]\n');
});
