/**
 * Writes ONNX files of linear scorers: scores = features x weights. Just enough of the ONNX format.
 *
 * 1. The same model gives the same bytes: fields in ascending order, no time, no path.
 * 2. A field that has its default value is left out, as protobuf says.
 * Source: onnx.proto3, IR version 8, operator set 13.
 */
import type { Metadata } from './features-metadata.ts';
import { message, nested, number, text } from './protobuf.ts';

export interface LinearModel {
  readonly name: string;
  /** Says which features it was made for. */
  readonly metadata: Metadata;
  readonly input: string;
  readonly output: string;
  /** One a column of the input; of several scores an option, column by column. */
  readonly weights: readonly number[];
  /** Scores an option, if not 1: of a file that no decision point takes. */
  readonly scores?: number;
}

const IR_VERSION = 8;
const OPERATOR_SET = 13;
const FLOAT = 1;
const INT64 = 7;

/** Bytes of the model file. */
export function onnxFile(model: LinearModel): Uint8Array {
  return modelFile(graph(model), model.metadata);
}

/** A file of this graph, as bytes of its message. */
export function modelFile(graph: Uint8Array, metadata: Metadata): Uint8Array {
  return message(
    number(1, IR_VERSION),
    text(2, 'dray'),
    nested(7, graph),
    nested(8, message(number(2, OPERATOR_SET))),
    ...metadata.map(([key, value]) => nested(14, message(text(1, key), text(2, value)))),
  );
}

/** features [options, f] x weights [f, 1] -> [options, 1] -> scores [options]. */
function graph({ name, input, output, weights, scores = 1 }: LinearModel): Uint8Array {
  const columns = weights.length / scores;
  const single = scores === 1;
  return message(
    nested(1, node('MatMul', [input, 'weights'], 'product')),
    nested(1, single ? node('Squeeze', ['product', 'axes'], output) : node('Identity', ['product'], output)),
    text(2, name),
    nested(5, tensor('weights', FLOAT, [columns, scores], new Float32Array(weights))),
    nested(5, tensor('axes', INT64, [1], new BigInt64Array([1n]))),
    nested(11, value(input, ['options', columns])),
    nested(12, value(output, single ? ['options'] : ['options', scores])),
  );
}

/** With one output, which names it. */
export function node(operator: string, inputs: readonly string[], output: string): Uint8Array {
  return message(...inputs.map((each) => text(1, each)), text(2, output), text(3, output), text(4, operator));
}

/** Values as raw bytes: little endian by the format, and on every machine that Node runs on. */
export function tensor(
  name: string,
  type: number,
  shape: readonly number[],
  values: Float32Array | BigInt64Array,
): Uint8Array {
  return message(
    ...shape.map((size) => number(1, size)),
    number(2, type),
    text(8, name),
    nested(9, new Uint8Array(values.buffer)),
  );
}

/** A float tensor; a dimension is a size or a name. */
export function value(name: string, shape: readonly (number | string)[]): Uint8Array {
  const dimensions = shape.map((each) =>
    nested(1, message(typeof each === 'number' ? number(1, each) : text(2, each))),
  );
  const type = message(nested(1, message(number(1, FLOAT), nested(2, message(...dimensions)))));
  return message(text(1, name), nested(2, type));
}
