/**
 * Takes the ZipMap off the end of a classifier, as scikit-learn and LightGBM export them: instead of a label and a list of maps, the copy
 * gives `scores`, the probability of one class for each row.
 *
 * 1. Every other byte of the file stays as it is: fields that are not known here included.
 * 2. Where there are more than two classes, somebody must say which one is the score.
 */
import { intsOf, nodeOf, type OnnxNode, textsOf } from './onnx-graph.ts';
import { type Field, fieldsOf, message, nested, number, text } from './protobuf.ts';

const GRAPH = 7;
const NODE = 1;
const INITIALIZER = 5;
const OUTPUT = 12;
const SCORES = 'scores';
const CLASS = 'dray_class';
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_INT = 2;

export type Stripped =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      /** Whose probability the scores are. */
      readonly label: string;
    }
  | { readonly ok: false; readonly why: string };

/** @param label of the class whose probability is the score; undefined = the second of two */
export function stripZipMap(bytes: Uint8Array, label?: string): Stripped {
  const fields = [...fieldsOf(bytes)];
  const at = fields.findIndex(({ no }) => no === GRAPH);
  const graph = at < 0 ? [] : [...fieldsOf(fields[at]!.bytes)];
  const nodes = graph.flatMap((field) => (field.no === NODE ? [nodeOf(field.bytes)] : []));
  const zip = nodes.find(({ operator }) => operator === 'ZipMap');
  if (zip === undefined) return { ok: false, why: 'has no ZipMap to take out. Leave --strip away' };
  if (nodes.some((node) => node !== zip && node.outputs.includes(SCORES)))
    return { ok: false, why: `has a tensor "${SCORES}" inside already. Rename it before the export` };
  const labels = labelsOf(zip);
  const chosen = label ?? (labels.length === 2 ? labels[1]! : null);
  const index = chosen === null ? -1 : labels.indexOf(chosen);
  if (chosen === null || index < 0)
    return {
      ok: false,
      why:
        `knows ${labels.length} classes (${labels.join(', ')})${label === undefined ? '' : `, and no "${label}"`}. ` +
        'Say with --class which one the score is the probability of',
    };
  const stripped = nested(GRAPH, message(...withScores(graph, zip, index)));
  return {
    ok: true,
    bytes: message(...fields.map((field, i) => (i === at ? stripped : field.raw))),
    label: chosen,
  };
}

function labelsOf({ attributes }: OnnxNode): readonly string[] {
  const texts = attributes.get('classlabels_strings');
  if (texts !== undefined) return textsOf(texts);
  const ints = attributes.get('classlabels_int64s');
  return ints === undefined ? [] : intsOf(ints).map(String);
}

/** Fields of the graph; in a message of protobuf their order does not matter but among those of a kind. */
function withScores(graph: readonly Field[], zip: OnnxNode, index: number): readonly Uint8Array[] {
  const kept = graph.filter(
    ({ no, bytes }) => no !== OUTPUT && !(no === NODE && nodeOf(bytes).operator === 'ZipMap'),
  );
  const gather = message(
    text(1, zip.inputs[0]!),
    text(1, CLASS),
    text(2, SCORES),
    text(3, SCORES),
    text(4, 'Gather'),
    nested(5, message(text(1, 'axis'), number(3, 1), number(20, ATTRIBUTE_INT))),
  );
  const constant = message(number(2, INT64), text(8, CLASS), nested(9, int64(index)));
  return [
    ...kept.map(({ raw }) => raw),
    nested(NODE, gather),
    nested(INITIALIZER, constant),
    nested(OUTPUT, scoresOutput()),
  ];
}

function int64(value: number): Uint8Array {
  return new Uint8Array(new BigInt64Array([BigInt(value)]).buffer);
}

/** As many as there are rows. */
function scoresOutput(): Uint8Array {
  const shape = message(nested(1, text(2, 'options')));
  return message(text(1, SCORES), nested(2, nested(1, message(number(1, FLOAT), nested(2, shape)))));
}
