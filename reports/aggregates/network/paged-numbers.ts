/** A number by number, for numbers that come in runs: pages of 8 bytes each. What was never set is NaN. */

const PAGE = 1024;

export class PagedNumbers {
  private readonly pages = new Map<number, Float64Array>();

  get(no: number): number {
    return this.pages.get(Math.floor(no / PAGE))?.[no % PAGE] ?? Number.NaN;
  }

  set(no: number, value: number): void {
    const at = Math.floor(no / PAGE);
    let page = this.pages.get(at);
    if (page === undefined) {
      page = new Float64Array(PAGE).fill(Number.NaN);
      this.pages.set(at, page);
    }
    page[no % PAGE] = value;
  }
}
