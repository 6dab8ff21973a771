/** Units of the tables on scenarios' pages. */

/** What a figure is told in: how much of it is one, decimals, what a difference is called, what stands in the title. */
export const UNITS = {
  count: { one: 1, decimals: 0, difference: '', title: '' },
  ratio: { one: 1, decimals: 2, difference: '', title: '' },
  '%': { one: 0.01, decimals: 1, difference: ' points', title: ', %' },
  s: { one: 1_000, decimals: 0, difference: '', title: ', s' },
  min: { one: 60_000, decimals: 1, difference: '', title: ', min' },
  h: { one: 3_600_000, decimals: 1, difference: '', title: ', h' },
  d: { one: 86_400_000, decimals: 2, difference: '', title: ', d' },
  days: { one: 1, decimals: 0, difference: '', title: '' },
  USD: { one: 100, decimals: 2, difference: '', title: ', USD' },
  'thousand USD': { one: 100_000, decimals: 0, difference: '', title: ', thousand USD' },
  'kg CO2e': { one: 1, decimals: 0, difference: '', title: ', kg CO2e' },
  't CO2e': { one: 1000, decimals: 1, difference: '', title: ', t CO2e' },
} as const;
