// The filter: the words that the command line, the API and the address of a page share.

export const MANY = ['country', 'kind'] as const
export const SINGLE = ['admin1', 'since', 'until', 'box', 'actor', 'operation', 'factuality', 'source', 'killed', 'status', 'text'] as const
export const WORDS = [...MANY, ...SINGLE] as const
export type Word = (typeof WORDS)[number]
export type Filter = Partial<Record<(typeof SINGLE)[number], string>> & { country?: string[]; kind?: string[] }

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A filter from an address; what is not of its form is left out rather than sent on. */
export function parse(search: string | URLSearchParams): Filter {
  const params = new URLSearchParams(search)
  const filter: Filter = {}
  for (const word of MANY) {
    const values = [...new Set(params.getAll(word).map((v) => v.trim()).filter(Boolean))]
    if (values.length) filter[word] = values
  }
  for (const word of SINGLE) {
    const value = params.get(word)?.trim()
    if (value && wellFormed(word, value)) filter[word] = value
  }
  return filter
}

function wellFormed(word: string, value: string): boolean {
  if (word === 'since' || word === 'until') return DAY.test(value) && !Number.isNaN(Date.parse(value))
  if (word === 'killed') return /^\d{1,9}$/.test(value)
  if (word === 'box') return corners(value) !== null
  return true
}

/** West, south, east and north, or null. */
export function corners(box: string | undefined): [number, number, number, number] | null {
  const n = (box ?? '').split(',').map(Number)
  if (n.length !== 4 || n.some(Number.isNaN)) return null
  const [west, south, east, north] = n as [number, number, number, number]
  return west >= -180 && east <= 180 && south >= -90 && north <= 90 && south <= north ? [west, south, east, north] : null
}

/** The filter as the query of an address: always in one order, so that equal filters have equal addresses. */
export function write(filter: Filter): string {
  const params = new URLSearchParams()
  for (const word of WORDS) {
    const value = filter[word]
    if (Array.isArray(value)) for (const one of [...value].sort()) params.append(word, one)
    else if (value) params.set(word, value)
  }
  return params.toString()
}

/** The filter with a value put in, taken out where it stands already (a word that takes one value: replaced). */
export function toggled(filter: Filter, word: Word, value: string): Filter {
  const made = { ...filter }
  if (word === 'country' || word === 'kind') {
    const values = made[word] ?? []
    const kept = values.includes(value) ? values.filter((v) => v !== value) : [...values, value]
    if (kept.length) made[word] = kept
    else delete made[word]
  } else if (made[word] === value) delete made[word]
  else made[word] = value
  return made
}

export function holds(filter: Filter, word: Word, value: string): boolean {
  const now = filter[word]
  return Array.isArray(now) ? now.includes(value) : now === value
}

/** The filter without a word, or without one of its values. */
export function without(filter: Filter, word: Word, value?: string): Filter {
  if (value !== undefined && Array.isArray(filter[word])) return holds(filter, word, value) ? toggled(filter, word, value) : filter
  const made = { ...filter }
  delete made[word]
  return made
}

/** What is asked for, one entry a value, for the chips above the table. */
export function chips(filter: Filter): { word: Word; value: string }[] {
  return WORDS.flatMap((word) => {
    const value = filter[word]
    if (value === undefined) return []
    return (Array.isArray(value) ? value : [value]).map((v) => ({ word, value: v }))
  })
}
