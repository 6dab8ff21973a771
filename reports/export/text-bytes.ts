/** Bytes of texts that are written one after the other, in a buffer that grows. */

const START_BYTES = 1 << 12;

const encoder = new TextEncoder();

export class TextBytes {
  bytes = new Uint8Array(START_BYTES);
  used = 0;

  /** Makes room for so many bytes more. */
  room(more: number): void {
    const needed = this.used + more;
    if (needed <= this.bytes.length) return;
    this.bytes = new Uint8Array(this.bytes.buffer.transfer(Math.max(needed, 2 * this.bytes.length)));
  }

  byte(code: number): void {
    this.room(1);
    this.bytes[this.used++] = code;
  }

  raw(more: Uint8Array): void {
    this.room(more.length);
    this.bytes.set(more, this.used);
    this.used += more.length;
  }

  text(text: string): void {
    const { length } = text;
    this.room(3 * length);
    const { bytes, used } = this;
    // Texts are short: the engine's own encoder costs more to call.
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) {
        this.used = used + encoder.encodeInto(text, bytes.subarray(used)).written;
        return;
      }
      bytes[used + i] = unit;
    }
    this.used = used + length;
  }

  /** A copy of what has been written; the buffer is used again. */
  taken(): Uint8Array {
    const copy = this.bytes.slice(0, this.used);
    this.used = 0;
    return copy;
  }
}
