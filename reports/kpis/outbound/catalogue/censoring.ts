/** What many KPIs do with what is still open at the end of a run. */

export const AS_OF_END = 'as it stands at the end';
export const SAME_RULE = 'as the KPI before it';
/** Of orders. */
export const LATE_PAST_PROMISE =
  'open past its promise is judged, and what has not arrived by then counts as missed; open before its promise is left out';
