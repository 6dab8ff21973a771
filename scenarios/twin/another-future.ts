/**
 * The random numbers of a run that has come so far and goes on with other luck: what is drawn from here on is drawn by other keys.
 *
 * 1. What has been drawn has happened: it is state, and stays. The same number gives the same future, whatever is decided in it.
 * 2. Some draws stand for what is so, and are looked up whenever somebody must know: in which condition goods arrive, whether a message
 *    can be read. Drawn anew in the midst of a run they would contradict what was said before, and so they stay as they are.
 */
import { assert } from '#sim/assert';
import { Random, type RandomStream } from '#sim/random/random';

/** Of streams that are looked up; one that ends with `/` stands for all below it. */
const LOOKED_UP: readonly string[] = [
  'broker/poison',
  'carriers/condition',
  'carriers/pod-unread',
  'crm/never',
  'erp/unmoved-customer',
  'erp/unmoved-product',
  'fleet/',
  'telematics/fitted',
];

export class AnotherFuture extends Random {
  private readonly asItWas: Random;

  /** @param luck which future, a whole number from 1 */
  constructor(seed: string | number, luck: number) {
    assert(Number.isInteger(luck) && luck >= 1, `luck must be a whole number from 1, got ${luck}`);
    super(`${seed}/luck ${luck}`);
    this.asItWas = new Random(seed);
  }

  override stream(path: string): RandomStream {
    return isLookedUp(path) ? this.asItWas.stream(path) : super.stream(path);
  }
}

function isLookedUp(path: string): boolean {
  return LOOKED_UP.some((each) => (each.endsWith('/') ? path.startsWith(each) : path === each));
}
