/** An ONNX file as exporters of scikit-learn and LightGBM write a classifier: a tree ensemble, and a ZipMap at its end. */
import { POINTS } from '#orchestrator/decisions/points';
import { featuresMetadata } from './features-metadata.ts';
import { message, nested, number, text } from './protobuf.ts';

const FLOAT = 1;
const INT64 = 7;
const TYPE = { float: 1, int: 2, string: 3, floats: 6, ints: 7, strings: 8 } as const;

/** One tree for `carrier`: 0.9 for class 1 where the column is above the threshold, 0.2 else. @param labels two */
export function zipMapFile(
  column: number,
  threshold: number,
  labels: readonly (number | string)[] = [0, 1],
): Uint8Array {
  const columns = POINTS.carrier.features.columns.length;
  const map = typeof labels[0] === 'number' ? ints('classlabels_int64s', labels as number[]) : null;
  const graph = message(
    nested(
      1,
      message(
        text(1, 'features'),
        text(2, 'label'),
        text(2, 'probabilities'),
        text(4, 'TreeEnsembleClassifier'),
        ...tree(column, threshold),
        text(7, 'ai.onnx.ml'),
      ),
    ),
    nested(
      1,
      message(
        text(1, 'probabilities'),
        text(2, 'output_probability'),
        text(3, 'ZipMap'),
        text(4, 'ZipMap'),
        nested(5, map ?? strings('classlabels_strings', labels as string[])),
        text(7, 'ai.onnx.ml'),
      ),
    ),
    text(2, 'classifier'),
    nested(11, tensor('features', FLOAT, ['', columns])),
    nested(12, tensor('label', INT64, [''])),
    nested(12, message(text(1, 'output_probability'), nested(2, listOfMaps()))),
  );
  return message(
    number(1, 8),
    text(2, 'skl2onnx'),
    nested(7, graph),
    nested(8, message(text(1, 'ai.onnx.ml'), number(2, 3))),
    nested(8, message(number(2, 13))),
    ...featuresMetadata('carrier').map(([key, value]) => nested(14, message(text(1, key), text(2, value)))),
  );
}

function tree(column: number, threshold: number): readonly Uint8Array[] {
  return [
    ints('nodes_treeids', [0, 0, 0]),
    ints('nodes_nodeids', [0, 1, 2]),
    ints('nodes_featureids', [column, 0, 0]),
    floats('nodes_values', [threshold, 0, 0]),
    strings('nodes_modes', ['BRANCH_GT', 'LEAF', 'LEAF']),
    ints('nodes_truenodeids', [1, 0, 0]),
    ints('nodes_falsenodeids', [2, 0, 0]),
    ints('nodes_missing_value_tracks_true', [0, 0, 0]),
    floats('nodes_hitrates', [1, 1, 1]),
    ints('class_treeids', [0, 0, 0, 0]),
    ints('class_nodeids', [1, 1, 2, 2]),
    ints('class_ids', [0, 1, 0, 1]),
    floats('class_weights', [0.1, 0.9, 0.8, 0.2]),
    ints('classlabels_int64s', [0, 1]),
    attribute('post_transform', TYPE.string, text(4, 'NONE')),
  ].map((each) => nested(5, each));
}

function attribute(name: string, type: number, ...values: readonly Uint8Array[]): Uint8Array {
  return message(text(1, name), ...values, number(20, type));
}

function ints(name: string, values: readonly number[]): Uint8Array {
  return attribute(name, TYPE.ints, ...values.map((value) => int(8, value)));
}

function strings(name: string, values: readonly string[]): Uint8Array {
  return attribute(name, TYPE.strings, ...values.map((value) => text(9, value)));
}

function floats(name: string, values: readonly number[]): Uint8Array {
  return attribute(name, TYPE.floats, nested(7, new Uint8Array(new Float32Array(values).buffer)));
}

function tensor(name: string, type: number, shape: readonly (number | string)[]): Uint8Array {
  const dimensions = shape.map((each) => nested(1, typeof each === 'number' ? number(1, each) : message()));
  return message(
    text(1, name),
    nested(2, nested(1, message(number(1, type), nested(2, message(...dimensions))))),
  );
}

/** seq(map(int64, tensor(float))) */
function listOfMaps(): Uint8Array {
  const float = nested(1, number(1, FLOAT));
  return nested(4, nested(1, nested(5, message(number(1, INT64), nested(2, float)))));
}

/** A negative one as protobuf writes it: ten bytes. */
function int(field: number, value: number): Uint8Array {
  if (value >= 0) return number(field, value);
  const rest = BigInt.asUintN(64, BigInt(value));
  const bytes = Array.from(
    { length: 10 },
    (_, i) => Number((rest >> BigInt(7 * i)) & 0x7fn) + (i < 9 ? 0x80 : 0),
  );
  return message(number(field, 0).subarray(0, 1), Uint8Array.from(bytes));
}
