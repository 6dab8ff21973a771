/** Edits of the library's files that several tests of its checks make. */

/** A text of the file, and what stands there instead. */
type Edit = readonly [from: string, to: string];

/** What each problem and warning begins with. */
export const PLACED = /^mine\.yaml:\d+:\d+: /;
export const RENO_HOURS = 'days: [mon, tue, wed, thu, fri, sat], from: "06:00", to: "22:00"';
export const AFTER_ZONE = 'zone: America/Chicago\n  linesPerOrder';

/** Takes the customers abroad away. */
export function noForeigners(): Edit[] {
  return ['0.7', '0.4', '0.15'].map((demand, i): Edit => {
    const zone = [
      'America/Toronto, latitude: 43.65, longitude: -79.38',
      'America/Monterrey, latitude: 25.69, longitude: -100.32',
      'Europe/Berlin, latitude: 53.55, longitude: 9.99',
    ][i];
    return [`zone: ${zone}, demand: ${demand}`, `zone: ${zone}`];
  });
}

export function peaks(...dates: readonly string[]): Edit {
  const list = [];
  for (let i = 0; i < dates.length; i += 2)
    list.push(`{ from: ${dates[i]}, to: ${dates[i + 1]}, factor: 2 }`);
  return [AFTER_ZONE, AFTER_ZONE.replace('\n', `\n  peaks: [${list.join(', ')}]\n`)];
}
