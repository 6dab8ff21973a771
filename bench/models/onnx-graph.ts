/**
 * What stands in an ONNX file, read without running it: its nodes, those of graphs within graphs included, the operator sets it
 * asks for, and data that it keeps elsewhere.
 *
 * 1. Reading never throws, and never leaves the file.
 * 2. Weights are skipped by their length: the cost grows with the nodes.
 * Source: onnx.proto3 (field numbers).
 */
import { type Field, fieldsOf, textOf, varintsIn } from './protobuf.ts';

const MODEL = { graph: 7, operatorSet: 8, training: 20, function: 25 } as const;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, sparse: 15 } as const;
const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { name: 1, tensor: 5, graph: 6, ints: 8, strings: 9, tensors: 10, graphs: 11 } as const;
const ATTRIBUTE_SPARSE: readonly number[] = [22, 23];
const TENSOR = { name: 8, external: 13, location: 14 } as const;
const SPARSE_PARTS: readonly number[] = [1, 2];
const EXTERNAL = 1;
const TRAINING_GRAPHS: readonly number[] = [1, 2];
const FUNCTION_NODE = 7;
/**
 * A graph in a node of a graph in a node ...: deeper than the runtime reads. Source: protobuf gives up at 100 messages one in another, and a
 * graph in a node's attribute is three.
 */
const DEPTH_MAX = 40;

export interface OnnxNode {
  readonly name: string;
  readonly operator: string;
  /** Empty = the standard one. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Bytes of each, by name. */
  readonly attributes: ReadonlyMap<string, Uint8Array>;
}

/** A tensor whose values lie in another file. */
export interface ExternalData {
  readonly tensor: string;
  readonly location: string;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  /** By domain; the standard one is called `ai.onnx`. */
  readonly operatorSets: readonly (readonly [domain: string, version: number])[];
  readonly external: readonly ExternalData[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

interface Found {
  readonly nodes: OnnxNode[];
  readonly external: ExternalData[];
}

export function readOnnxGraph(bytes: Uint8Array): OnnxGraph {
  const found: Found = { nodes: [], external: [] };
  const operatorSets: (readonly [string, number])[] = [];
  const ends = { inputs: [] as string[], outputs: [] as string[] };
  for (const { no, bytes: part } of fieldsOf(bytes)) {
    if (no === MODEL.operatorSet) operatorSets.push(operatorSetOf(part));
    else if (no === MODEL.graph) {
      readGraph(part, found, 0);
      ends.inputs.push(...namesIn(part, GRAPH.input));
      ends.outputs.push(...namesIn(part, GRAPH.output));
    } else if (no === MODEL.training) {
      for (const field of fieldsOf(part))
        if (TRAINING_GRAPHS.includes(field.no)) readGraph(field.bytes, found, 0);
    } else if (no === MODEL.function) {
      for (const field of fieldsOf(part)) if (field.no === FUNCTION_NODE) readNode(field.bytes, found, 0);
    }
  }
  return { ...found, operatorSets, ...ends };
}

function operatorSetOf(bytes: Uint8Array): readonly [string, number] {
  let domain = '';
  let version = 0;
  for (const field of fieldsOf(bytes)) {
    if (field.no === 1) domain = textOf(field.bytes);
    else if (field.no === 2) version = field.value;
  }
  return [domain === '' ? 'ai.onnx' : domain, version];
}

/** Of values: the name is the first field. */
function namesIn(graph: Uint8Array, what: number): string[] {
  return [...fieldsOf(graph)].flatMap(({ no, bytes }) => (no === what ? [firstText(bytes)] : []));
}

function firstText(bytes: Uint8Array): string {
  for (const field of fieldsOf(bytes)) if (field.no === 1) return textOf(field.bytes);
  return '';
}

function readGraph(bytes: Uint8Array, found: Found, depth: number): void {
  for (const { no, bytes: part } of fieldsOf(bytes)) {
    if (no === GRAPH.node) readNode(part, found, depth);
    else if (no === GRAPH.initializer) readTensor(part, found);
    else if (no === GRAPH.sparse) readSparse(part, found);
  }
}

/** A node of a graph. */
export function nodeOf(bytes: Uint8Array): OnnxNode {
  const texts: Record<'name' | 'operator' | 'domain', string> = { name: '', operator: '', domain: '' };
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, Uint8Array>();
  for (const { no, bytes: part } of fieldsOf(bytes)) {
    if (no === NODE.input) inputs.push(textOf(part));
    else if (no === NODE.output) outputs.push(textOf(part));
    else if (no === NODE.name) texts.name = textOf(part);
    else if (no === NODE.operator) texts.operator = textOf(part);
    else if (no === NODE.domain) texts.domain = textOf(part);
    else if (no === NODE.attribute) attributes.set(firstText(part), part);
  }
  return { ...texts, inputs, outputs, attributes };
}

function readNode(bytes: Uint8Array, found: Found, depth: number): void {
  found.nodes.push(nodeOf(bytes));
  if (depth >= DEPTH_MAX) return;
  // Not by name: two may have one, and a name may be said twice.
  for (const { no, bytes: attribute } of fieldsOf(bytes))
    if (no === NODE.attribute) readAttribute(attribute, found, depth);
}

function readAttribute(attribute: Uint8Array, found: Found, depth: number): void {
  for (const { no, bytes: part } of fieldsOf(attribute)) {
    if (no === ATTRIBUTE.graph || no === ATTRIBUTE.graphs) readGraph(part, found, depth + 1);
    else if (no === ATTRIBUTE.tensor || no === ATTRIBUTE.tensors) readTensor(part, found);
    else if (ATTRIBUTE_SPARSE.includes(no)) readSparse(part, found);
  }
}

function readSparse(bytes: Uint8Array, found: Found): void {
  for (const field of fieldsOf(bytes)) if (SPARSE_PARTS.includes(field.no)) readTensor(field.bytes, found);
}

function readTensor(bytes: Uint8Array, found: Found): void {
  let tensor = '';
  let location: string | null = null;
  for (const field of fieldsOf(bytes)) {
    if (field.no === TENSOR.name) tensor = textOf(field.bytes);
    else if (field.no === TENSOR.location && field.value === EXTERNAL) location ??= '';
    else if (field.no === TENSOR.external) location = locationIn(field) ?? location ?? '';
  }
  if (location !== null) found.external.push({ tensor, location });
}

/** Of an entry of key and value. */
function locationIn({ bytes }: Field): string | null {
  const [key, value] = [...fieldsOf(bytes)].map((field) => textOf(field.bytes));
  return key === 'location' ? (value ?? '') : null;
}

/** The whole numbers of an attribute. */
export function intsOf(attribute: Uint8Array): number[] {
  return [...fieldsOf(attribute)].flatMap(({ no, bytes, value }) => {
    if (no !== ATTRIBUTE.ints) return [];
    return bytes.length > 0 ? varintsIn(bytes) : [value];
  });
}

/** The texts of an attribute. */
export function textsOf(attribute: Uint8Array): string[] {
  return [...fieldsOf(attribute)].flatMap(({ no, bytes }) =>
    no === ATTRIBUTE.strings ? [textOf(bytes)] : [],
  );
}
