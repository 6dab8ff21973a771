/** How figures are written for people: the same everywhere, whatever the machine's language. */

/** No value. */
const NONE = '–';

/** 1234567.8 -> `1,234,567.8` with so many decimals. */
export function decimal(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  const [whole, fraction] = text.split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const negative = value < 0 && Number(text) !== 0;
  return `${negative ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

export function count(value: number | null): string {
  return value === null ? NONE : decimal(value, 0);
}

/** `1 group of parameters rests`, `12 groups of parameters rest`: on an assumption, and the sentence goes on. */
export function groupsRest(groups: number): string {
  return groups === 1 ? '1 group of parameters rests' : `${count(groups)} groups of parameters rest`;
}

/** 0.931 -> `93.1 %` */
export function share(value: number | null): string {
  return value === null ? NONE : `${decimal(value * 100, 1)} %`;
}

/** Minor units -> `1,234.56`; the currency is in the heading. */
export function money(minor: number | null): string {
  return value(minor, (amount) => decimal(amount / 100, 2));
}

/** ms -> `2.0 d`, `5.3 h`, `12 min`, `40 s`. */
export function duration(ms: number | null): string {
  return value(ms, (span) => {
    if (span >= 86_400_000) return `${decimal(span / 86_400_000, 1)} d`;
    if (span >= 3_600_000) return `${decimal(span / 3_600_000, 1)} h`;
    if (span >= 60_000) return `${decimal(span / 60_000, 0)} min`;
    return `${decimal(span / 1000, 0)} s`;
  });
}

function value(given: number | null, show: (value: number) => string): string {
  return given === null ? NONE : show(given);
}

/** Epoch ms -> `2026-03-02 08:00 UTC` */
export function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
