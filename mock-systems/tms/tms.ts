/** TMS: owns rates. Answers a request with every line of the rate table that prices the weight on its lanes. */
import type { RateQuote, RatesRequest, RequestRates } from '#orchestrator/contracts/outbound';
import { TMS } from '#orchestrator/contracts/partners';
import type { HandlerNo } from '#sim/kernel';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import { type MockContext, MockSystem } from '../mock-system.ts';
import type { RateLine } from '../settings.ts';
import { chargeMinor, RateTable } from './rate-table.ts';

export class TmsMock extends MockSystem<null> {
  protected state = null;
  private readonly table: RateTable;
  private readonly answerMs: Sampler;
  private readonly answers: RandomStream;
  private readonly onAnswer: HandlerNo;
  private readonly keyOf: (order: number) => number;

  /** @param keyOf what the draws of an order are keyed by, uint32 */
  constructor(
    context: MockContext,
    random: Random,
    rates: readonly RateLine[],
    answerMs: Distribution,
    keyOf: (order: number) => number,
  ) {
    super(context, TMS, 'TMS');
    this.keyOf = keyOf;
    this.table = new RateTable(rates);
    this.answerMs = compile(answerMs);
    this.answers = random.stream('tms/answer');
    this.onAnswer = this.kernel.handler('tms.answer', (order, _b, request) =>
      this.send('ratesQuoted', order, 0, 0, { quotes: this.quote(request as RatesRequest) }),
    );
    this.on('requestRates', (message) => this.accept(message));
  }

  private accept(message: RequestRates): void {
    const thinksMs = Math.round(this.answerMs.sample(this.answers, this.keyOf(message.key), 1));
    this.kernel.schedule(
      this.onAnswer,
      this.kernel.now + Math.max(0, thinksMs),
      message.key,
      0,
      message.body,
    );
  }

  private quote(request: RatesRequest): RateQuote[] {
    const quotes: RateQuote[] = [];
    for (const origin of request.origins) {
      for (const line of this.table.covering(origin, request.destination, request.weightGrams)) {
        quotes.push({
          rate: line.no,
          origin,
          carrier: line.carrier,
          service: line.service,
          mode: line.mode,
          transitDays: line.transitDays,
          amountMinor: chargeMinor(line, request.weightGrams),
        });
      }
    }
    return quotes;
  }

  protected saveState(): null {
    return null;
  }

  protected loadState(): void {}
}
