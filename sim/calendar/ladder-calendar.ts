// temporary stand-in
export interface CalendarSnapshot { e: any[]; gen: number[]; free: number[]; cap: number; last: number; seq: number; live: number[] }
export class Calendar {
  poppedTime = -Infinity; poppedPriority = 0; size = 0; capacity = 64; private h: any[] = []; private gen: number[] = []; private free: number[] = []; private seq = 0; private at: any[] = [];
  constructor(_o: {}) {}
  insert(time: number, priority: number): number { let s = this.free.pop() ?? this.gen.length; if (s === this.gen.length) { this.gen.push(0); if (s >= this.capacity) this.capacity *= 2; } const n = { t: time, p: priority, q: this.seq++, s, dead: false }; this.at[s] = n; this.h.push(n); let i = this.h.length - 1; while (i > 0) { const j = (i - 1) >> 1; if (this.lt(this.h[i], this.h[j])) { [this.h[i], this.h[j]] = [this.h[j], this.h[i]]; i = j; } else break; } this.size++; return s; }
  private lt(a: any, b: any) { return a.t < b.t || (a.t === b.t && (a.p < b.p || (a.p === b.p && a.q < b.q))); }
  handleOf(s: number) { return s + this.gen[s]! * 0x1000000; }
  cancel(h: number) { const s = h % 0x1000000; const g = Math.floor(h / 0x1000000); if (this.gen[s] !== g || !this.at[s]) return false; this.at[s].dead = true; this.rel(s); return true; }
  private rel(s: number) { this.at[s] = null; this.gen[s]!++; this.free.push(s); this.size--; }
  private drop() { while (this.h.length && this.h[0].dead) this.rm(); }
  private rm() { const top = this.h[0]; const l = this.h.pop(); if (this.h.length) { this.h[0] = l; let i = 0; for (;;) { let c = 2 * i + 1; if (c >= this.h.length) break; if (c + 1 < this.h.length && this.lt(this.h[c + 1], this.h[c])) c++; if (this.lt(this.h[c], this.h[i])) { [this.h[i], this.h[c]] = [this.h[c], this.h[i]]; i = c; } else break; } } return top; }
  peekTime() { this.drop(); return this.h.length ? this.h[0].t : Infinity; }
  pop() { this.drop(); if (!this.h.length) return -1; const n = this.rm(); this.poppedTime = n.t; this.poppedPriority = n.p; this.rel(n.s); return n.s; }
  forEachPending(f: (s: number, t: number, p: number) => void) { for (const n of this.h) if (!n.dead) f(n.s, n.t, n.p); }
  snapshot(): CalendarSnapshot { return { e: this.h.filter((n) => !n.dead).map((n) => ({ ...n })), gen: [...this.gen], free: [...this.free], cap: this.capacity, last: this.poppedTime, seq: this.seq, live: [] }; }
  static restore(c: CalendarSnapshot) { const r = new Calendar({}); r.h = c.e.map((n: any) => ({ ...n })).sort((a: any, b: any) => (r.lt(a, b) ? -1 : 1)); r.gen = [...c.gen]; r.free = [...c.free]; r.capacity = c.cap; r.poppedTime = c.last; r.seq = c.seq; r.size = r.h.length; for (const n of r.h) r.at[n.s] = n; return r; }
}
