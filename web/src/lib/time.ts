// Stretches of time: which step suits a span, where each begins, which day a point of the timeline is.

export type By = 'day' | 'week' | 'month' | 'year'
const DAY = 86_400_000

export const number = (iso: string): number => Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY)
export const iso = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10)

/** The finest step that leaves at most `most` bars. */
export function stepFor(first: string, last: string, most = 160): By {
  const span = number(last) - number(first) + 1
  return span <= most ? 'day' : span <= most * 7 ? 'week' : span <= most * 30 ? 'month' : 'year'
}

/** The last day of a stretch that begins on `start`. */
export function endOf(start: string, by: By): string {
  const [y, m] = start.split('-').map(Number) as [number, number]
  if (by === 'day') return start
  if (by === 'week') return iso(number(start) + 6)
  if (by === 'month') return iso(Math.floor(Date.UTC(y, m, 1) / DAY) - 1)
  return `${String(y).padStart(4, '0')}-12-31`
}
