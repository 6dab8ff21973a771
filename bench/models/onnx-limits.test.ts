/**
 * What an ONNX file may be made of is judged before it runs: planted faults, each told with its place and the way out; and a classifier
 * with a ZipMap, as exporters write it, which runs once that is taken out.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { POINTS } from '#orchestrator/decisions/points';
import { carrierCostAndLateness } from './cost-and-lateness.ts';
import { onnxFile } from './onnx-file.ts';
import { BYTES_MAX, fileProblems } from './onnx-limits.ts';
import { openOnnxModel } from './onnx-model.ts';
import { zipMapFile } from './onnx-zip-map.fixture.ts';
import type { OutsideModel } from './outside-model.ts';
import { fieldsOf, message, nested, number, text } from './protobuf.ts';
import { stripZipMap } from './zip-map.ts';

const opened: OutsideModel[] = [];
afterAll(async () => {
  for (const model of opened) await model.close();
});

const good = onnxFile(carrierCostAndLateness);

/** The good file with more in its graph. */
function withGraph(...parts: readonly Uint8Array[]): Uint8Array {
  const fields = [...fieldsOf(good)];
  return message(
    ...fields.map(({ no, bytes, raw }) => (no === 7 ? nested(7, message(bytes, ...parts)) : raw)),
  );
}

function node(operator: string, domain = '', ...more: readonly Uint8Array[]): Uint8Array {
  return nested(
    1,
    message(text(1, 'features'), text(2, 'x'), text(3, 'n7'), text(4, operator), ...more, text(7, domain)),
  );
}

/** A tensor whose values are said to lie in another file. */
function kept(location: string): Uint8Array {
  return message(
    number(2, 1),
    text(8, 'w'),
    nested(13, message(text(1, 'location'), text(2, location))),
    number(14, 1),
  );
}

/** A branch: a graph within a node. */
function branch(inner: Uint8Array): Uint8Array {
  return node('If', '', nested(5, message(text(1, 'then_branch'), nested(6, inner), number(20, 5))));
}

test('a file that a model may be has no problems', () => {
  expect(fileProblems(good)).toEqual([]);
});

/** A loop, so many branches down. */
function deep(levels: number): Uint8Array {
  return levels === 0 ? node('Loop') : branch(deep(levels - 1));
}

/** The graph's field, as bytes that protobuf reads as the same: five bytes of a tag, of which it keeps 32 bits. */
function withLongTag(graph: Uint8Array): Uint8Array {
  return message(Uint8Array.of(0xba, 0x80, 0x80, 0x80, 0x10), nested(7, graph).subarray(1));
}

const LOOPED = message(node('Loop'));

test.each<[string, Uint8Array]>([
  ['behind a group of nothing', message(Uint8Array.of(0xa3, 6, 0xa4, 6), nested(7, LOOPED))],
  ['under a tag with a bit too many', withLongTag(LOOPED)],
  ['thirty branches down', nested(7, message(deep(30)))],
  [
    'in a branch that has the name of another',
    nested(
      7,
      message(
        node(
          'If',
          '',
          nested(5, message(text(1, 'x'), nested(6, LOOPED), text(1, 'then_branch'))),
          nested(5, message(text(1, 'x'), nested(6, new Uint8Array()), text(1, 'else_branch'))),
        ),
      ),
    ),
  ],
])('what the runtime would read and nobody writes is read, too: a loop %s', (_where, file) => {
  expect(fileProblems(file)).toEqual([expect.stringMatching(/nothing ends a Loop/)]);
});

describe('refused before the runtime sees it', () => {
  test.each<[string, Uint8Array, RegExp]>([
    [
      'an operator of somebody’s own',
      withGraph(node('Fancy', 'com.acme')),
      /node "n7": operator Fancy of domain com\.acme is no operator of ONNX\. Export/,
    ],
    [
      'one within a branch',
      withGraph(branch(node('Fancy', 'com.microsoft'))),
      /node "n7": operator Fancy of domain com\.microsoft/,
    ],
    [
      'one in a function of the file',
      message(good, nested(25, nested(7, message(text(2, 'x'), text(4, 'Fancy'), text(7, 'com.acme'))))),
      /node "x": operator Fancy/,
    ],
    ['chance of its own', withGraph(node('RandomNormalLike')), /RandomNormalLike draws chance of its own/],
    ['a loop', withGraph(node('Loop')), /node "n7": nothing ends a Loop/],
    [
      'values in another file',
      withGraph(nested(5, kept('weights.bin'))),
      /tensor "w" keeps its values in another file \(weights\.bin\)\. Save the model as one file/,
    ],
    [
      'a path that climbs out',
      withGraph(nested(5, kept('../../etc/passwd'))),
      /\(\.\.\/\.\.\/etc\/passwd, outside of its folder\)/,
    ],
    [
      'an absolute path',
      withGraph(nested(5, kept('/etc/passwd'))),
      /\(\/etc\/passwd, outside of its folder\)/,
    ],
    [
      'values elsewhere, in a node of a branch',
      withGraph(branch(nested(5, kept('w.bin')))),
      /tensor "w" keeps its values/,
    ],
    [
      'a ZipMap',
      zipMapFile(0, 1),
      /node "ZipMap": ZipMap makes a list of maps .* dray model check FILE --point POINT --strip OUT\.onnx/,
    ],
  ])('%s', async (_what, file, message) => {
    expect(fileProblems(file).join('\n')).toMatch(message);
    await expect(openOnnxModel('m.onnx', file, 'carrier')).rejects.toThrow(message);
  });

  test('a file that is too large, by its size alone', () => {
    expect(fileProblems(new Uint8Array(BYTES_MAX + 1))).toEqual([
      `has ${BYTES_MAX + 1} bytes, ${BYTES_MAX} at most are allowed. Export a smaller model`,
    ]);
  });

  test('a fault that is there a thousand times is told five times', () => {
    const many = withGraph(...Array.from({ length: 1000 }, () => node('Fancy', 'com.acme')));
    expect(fileProblems(many)).toHaveLength(6);
    expect(fileProblems(many).at(-1)).toBe('and 995 problems more');
  });
});

describe('a ZipMap is taken out', () => {
  const column = POINTS.carrier.features.columns.findIndex(({ name }) => name === 'transit');
  const rows = (...transit: readonly number[]): Float32Array => {
    const features = new Float32Array(transit.length * POINTS.carrier.features.columns.length);
    transit.forEach((days, row) => {
      features[row * POINTS.carrier.features.columns.length + column] = days;
    });
    return features;
  };

  test.each<[string | undefined, (number | string)[], number[]]>([
    [undefined, [0, 1], [0.2, 0.9, 0.2]],
    ['0', [0, 1], [0.8, 0.1, 0.8]],
    ['late', ['late', 'in time'], [0.8, 0.1, 0.8]],
  ])('class %s of %j: its probability is the score', async (label, labels, scores) => {
    const stripped = stripZipMap(zipMapFile(column, 3, labels), label);
    if (!stripped.ok) throw new Error(stripped.why);
    const model = await openOnnxModel('m.onnx', stripped.bytes, 'carrier');
    opened.push(model);
    const answer = await model.score(rows(2, 5, 3), 3);
    expect(Array.from(answer.scores)).toEqual(scores.map(Math.fround));
  });

  test.each<[string, Uint8Array, string | undefined, RegExp]>([
    ['no ZipMap', good, undefined, /has no ZipMap to take out/],
    [
      'a class that there is not',
      zipMapFile(0, 1),
      '7',
      /knows 2 classes \(0, 1\), and no "7"\. Say with --class/,
    ],
    [
      'three classes and no word which',
      zipMapFile(0, 1, [-1, 0, 1]),
      undefined,
      /knows 3 classes \(-1, 0, 1\)\. Say with --class/,
    ],
    ['no file at all', new Uint8Array(), undefined, /has no ZipMap/],
  ])('not of %s', (_what, file, label, why) => {
    expect(stripZipMap(file, label)).toEqual({ ok: false, why: expect.stringMatching(why) });
  });
});
