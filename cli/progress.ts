/**
 * Progress on stderr: a bar that redraws itself on a terminal, a plain line every few seconds elsewhere, nothing
 * with `--quiet`. Results never go here.
 */
const REDRAW_MS = 100;
const PLAIN_MS = 5_000;
const BAR_WIDTH = 28;

export class Progress {
  private readonly stream: NodeJS.WriteStream;
  private readonly mode: 'bar' | 'plain' | 'off';
  private readonly startedMs = Date.now();
  private lastMs = 0;
  private barDrawn = false;

  constructor(stream: NodeJS.WriteStream, options: { readonly quiet: boolean }) {
    this.stream = stream;
    this.mode = options.quiet ? 'off' : stream.isTTY ? 'bar' : 'plain';
  }

  /** @param share 0..1 of the orders that have come to their end */
  update(label: string, share: number, events: number): void {
    this.share(share, label, `of orders delivered, ${events} events`);
  }

  /** @param share 0..1 of the work */
  share(share: number, label: string, of = ''): void {
    const nowMs = Date.now();
    if (this.mode === 'off' || nowMs - this.lastMs < (this.mode === 'bar' ? REDRAW_MS : PLAIN_MS)) return;
    if (this.mode === 'plain' && this.lastMs === 0 && nowMs - this.startedMs < PLAIN_MS) return;
    this.lastMs = nowMs;
    const percent = `${Math.floor(share * 100)} %`.padStart(5);
    const seconds = ((nowMs - this.startedMs) / 1000).toFixed(1);
    const text = `${label}  ${percent} ${of === '' ? '' : `${of}, `}${seconds} s`;
    if (this.mode === 'plain') {
      this.stream.write(`${text}\n`);
      return;
    }
    const width = (this.stream.columns ?? 80) - 1;
    // A line that breaks is not redrawn: on a narrow terminal the bar goes first, then the end of the text.
    const bar = Math.max(0, Math.min(BAR_WIDTH, width - text.length - 3));
    const full = Math.round(share * bar);
    const drawn = bar === 0 ? '' : `[${'#'.repeat(full)}${'.'.repeat(bar - full)}] `;
    this.stream.write(`\r\u001b[2K${`${drawn}${text}`.slice(0, width)}`);
    this.barDrawn = true;
  }

  /** A line that stays. */
  line(text: string): void {
    if (this.mode === 'off') return;
    this.clear();
    this.stream.write(`${text}\n`);
  }

  clear(): void {
    if (this.barDrawn) this.stream.write('\r\u001b[2K');
    this.barDrawn = false;
  }
}
