/**
 * Which bodies stand at an input already, of the latest: a message that an actor was given and then transmits is the same
 * object, and need not be written twice.
 *
 * 1. Forgets: what it does not know is written again, which costs bytes and nothing else. Its memory is fixed.
 */

/** A power of two. Source: assumption; a message is mostly transmitted in the event in which it was given. */
const PLACES = 256;

export class NotedBodies {
  private readonly senders = new Int32Array(PLACES);
  private readonly counters = new Int32Array(PLACES);
  private readonly bodies: unknown[] = new Array(PLACES).fill(null);

  /** An input of that sender and counter has this body. */
  note(sender: number, counter: number, body: unknown): void {
    if (body === null || body === undefined) return;
    const place = counter & (PLACES - 1);
    this.senders[place] = sender;
    this.counters[place] = counter;
    this.bodies[place] = body;
  }

  /** This very body stands at an input of that sender and counter. */
  stands(sender: number, counter: number, body: unknown): boolean {
    const place = counter & (PLACES - 1);
    return (
      body !== null &&
      this.bodies[place] === body &&
      this.senders[place] === (sender | 0) &&
      this.counters[place] === (counter | 0)
    );
  }
}
