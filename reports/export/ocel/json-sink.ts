/**
 * A log as OCEL 2.0 JSON, written in pieces.
 * Source: https://www.ocel-standard.org/specification/formats/json/ and its schema, https://www.ocel-standard.org/2.0/ocel20-schema-json.json
 *
 * 1. A piece is at most some 100 kB, whatever the length of the log.
 * 2. Values are texts, as the schema asks, numbers too: what they are, their type says. (An example of the page has a number, which the
 *    schema does not take.)
 */
import type { AsideFile } from '../aside-file.ts';
import {
  type OcelEvent,
  type OcelObject,
  type OcelSink,
  type OcelType,
  type OcelValue,
  type OcelValueType,
  ocelTime,
  plainValue,
} from './ocel-log.ts';
import { typesByName } from './types-by-name.ts';

const PIECE_LETTERS = 1 << 16;

const encoder = new TextEncoder();

export class OcelJsonSink implements OcelSink {
  private readonly file: AsideFile;
  private pieces: string[] = [];
  private letters = 0;
  private events = 0;
  private objects = 0;
  private eventTypes: ReadonlyMap<string, ReadonlyMap<string, OcelValueType>> = new Map();
  private objectTypes: ReadonlyMap<string, ReadonlyMap<string, OcelValueType>> = new Map();

  constructor(file: AsideFile) {
    this.file = file;
  }

  begin(events: readonly OcelType[], objects: readonly OcelType[]): void {
    this.eventTypes = typesByName(events);
    this.objectTypes = typesByName(objects);
    this.put(
      `{"eventTypes":${JSON.stringify(events, null, 1)},\n"objectTypes":${JSON.stringify(objects, null, 1)},\n"events":[`,
    );
  }

  event({ id, type, at, attributes, relations }: OcelEvent): void {
    const types = this.eventTypes.get(type)!;
    const written = {
      id,
      type,
      time: ocelTime(at),
      attributes: attributes.map(([name, value]) => ({ name, value: textOf(value, types.get(name)!) })),
      relationships: relations.map(({ object, qualifier }) => ({ objectId: object, qualifier })),
    };
    this.put(`${this.events === 0 ? '\n' : ',\n'}${JSON.stringify(written)}`);
    this.events += 1;
  }

  object({ id, type, changes, relations }: OcelObject): void {
    const types = this.objectTypes.get(type)!;
    const written = {
      id,
      type,
      attributes: changes.map(({ name, at, value }) => ({
        name,
        time: ocelTime(at),
        value: textOf(value, types.get(name)!),
      })),
      relationships: relations.map(({ object, qualifier }) => ({ objectId: object, qualifier })),
    };
    this.put(`${this.objects === 0 ? '\n],\n"objects":[\n' : ',\n'}${JSON.stringify(written)}`);
    this.objects += 1;
  }

  end(): void {
    this.put(this.objects === 0 ? '\n],\n"objects":[]}\n' : '\n]}\n');
    this.flush();
  }

  private put(text: string): void {
    this.pieces.push(text);
    this.letters += text.length;
    if (this.letters >= PIECE_LETTERS) this.flush();
  }

  private flush(): void {
    this.file.write(encoder.encode(this.pieces.join('')));
    this.pieces = [];
    this.letters = 0;
  }
}

function textOf(value: OcelValue, type: OcelValueType): string {
  return String(plainValue(value, type));
}
