/** Columns whose values have any length: offsets, and the bytes one after the other. */
import { Binary, Utf8 } from 'apache-arrow';
import type { Column } from '#scenarios/recording/schema';
import type { BodyEncoder } from './bodies/encoder.ts';
import { type ColumnBuffer, type ColumnParts, refuseNull } from './columns.ts';

const TEXT_BYTES = 1 << 12;

const encoder = new TextEncoder();

export class TextColumn implements ColumnBuffer {
  readonly type = new Utf8();
  readonly valueBuffers = 2;
  readonly validity = null;
  readonly nullCount = 0;
  used = 0;
  private readonly name: string;
  private readonly offsets: Int32Array<ArrayBuffer>;
  private bytes = new Uint8Array(TEXT_BYTES);

  constructor({ name }: Column, rowsMax: number) {
    this.name = name;
    this.offsets = new Int32Array(rowsMax + 1);
  }

  put(row: number, text: string): void {
    refuseNull(this.name, text);
    const worst = this.used + 3 * text.length;
    if (worst > this.bytes.length) {
      this.bytes = new Uint8Array(this.bytes.buffer.transfer(Math.max(worst, 2 * this.bytes.length)));
    }
    if (!this.putAscii(text)) {
      this.used += encoder.encodeInto(text, this.bytes.subarray(this.used)).written;
    }
    this.offsets[row + 1] = this.used;
  }

  skip(row: number): void {
    this.offsets[row + 1] = this.used;
  }

  values(rows: number, parts: ColumnParts): void {
    parts.buffer(this.offsets, 4 * (rows + 1));
    parts.buffer(this.bytes, this.used);
  }

  clear(): void {
    this.used = 0;
  }

  /** Texts are short: the engine's own encoder costs more to call. */
  private putAscii(text: string): boolean {
    const { bytes, used } = this;
    const { length } = text;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) return false;
      bytes[used + i] = unit;
    }
    this.used = used + length;
    return true;
  }
}

export class BodyColumn implements ColumnBuffer {
  readonly type = new Binary();
  readonly valueBuffers = 2;
  readonly validity = null;
  readonly nullCount = 0;
  private readonly name: string;
  readonly bodies: BodyEncoder;
  /** By row of the batch: where the one before it ends. */
  readonly offsets: Int32Array<ArrayBuffer>;

  constructor({ name }: Column, rowsMax: number, bodies: BodyEncoder) {
    this.name = name;
    this.bodies = bodies;
    this.offsets = new Int32Array(rowsMax + 1);
  }

  get used(): number {
    return this.bodies.used;
  }

  put(row: number, body: unknown): void {
    refuseNull(this.name, body);
    this.bodies.body(body, 0);
    this.offsets[row + 1] = this.bodies.used;
  }

  skip(row: number): void {
    this.offsets[row + 1] = this.bodies.used;
  }

  values(rows: number, parts: ColumnParts): void {
    parts.buffer(this.offsets, 4 * (rows + 1));
    parts.buffer(this.bodies.bytes, this.bodies.used);
  }

  clear(): void {
    this.bodies.used = 0;
  }
}
