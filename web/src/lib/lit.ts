// Lit words: a text cut into segments by the evidence that lies on it. Offsets are code points, as in the records.

export interface Light {
  start: number
  end: number
  field: string // which value the words carry: kind, initiator, place, ...
  event: string
}

export interface Segment {
  text: string
  start: number
  lights: Light[] // none: plain text
  ends: string[] // fields whose light ends here: that is where their label stands
}

/** UTF-16 index of every given code point offset. Most texts have no surrogate pair: then they are equal. */
export function indexed(text: string, offsets: number[]): Map<number, number> {
  const sorted = [...new Set(offsets)].sort((a, b) => a - b)
  const made = new Map<number, number>()
  let point = 0
  let unit = 0
  for (const offset of sorted) {
    while (point < offset && unit < text.length) {
      const code = text.charCodeAt(unit)
      const pair = code >= 0xd800 && code < 0xdc00 && unit + 1 < text.length && (text.charCodeAt(unit + 1) & 0xfc00) === 0xdc00
      unit += pair ? 2 : 1
      point += 1
    }
    made.set(offset, unit)
  }
  return made
}

/** The text between two offsets in segments; each carries every light that covers it. Nothing is lost or told twice. */
export function segments(text: string, lights: Light[], from = 0, to = Infinity): Segment[] {
  const upto = Number.isFinite(to) ? to : lengthOf(text)
  const inside = lights.filter((l) => l.end > l.start && l.end > from && l.start < upto)
  const cuts = [from, upto, ...inside.flatMap((l) => [Math.max(l.start, from), Math.min(l.end, upto)])]
  const at = indexed(text, cuts)
  const points = [...at.keys()]
  const made: Segment[] = []
  for (let i = 0; i + 1 < points.length; i++) {
    const [start, end] = [points[i]!, points[i + 1]!]
    const words = text.slice(at.get(start), at.get(end))
    if (!words) continue
    const on = inside.filter((l) => l.start <= start && l.end >= end)
    made.push({ text: words, start, lights: on, ends: [...new Set(on.filter((l) => Math.min(l.end, upto) === end).map((l) => l.field))] })
  }
  return made
}

export function lengthOf(text: string): number {
  let pairs = 0
  for (let i = 0; i + 1 < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) pairs++
  }
  return text.length - pairs
}

/** Of a long text, the stretch that holds the lights, with some company: what is shown first. */
export function windowOf(length: number, lights: Light[], most = 12_000): [number, number] {
  if (length <= most) return [0, length]
  const first = Math.min(length, ...lights.map((l) => l.start))
  const start = lights.length ? Math.max(0, first - Math.floor(most / 4)) : 0
  return [start, Math.min(length, start + most)]
}

interface Quote { start: number; end: number }
interface Borne { evidence: Quote[] }
export interface Coded {
  id: string
  trigger: Borne
  factuality: Borne
  initiator: Borne | null
  target: Borne | null
  participants: Borne[]
  place: Borne | null
  when: Borne | null
  tolls: (Borne & { harm: string })[]
  objects: Borne[]
  weapons: Borne[]
  operation: Borne | null
  source: Borne | null
}

/** Every light of an event, by the field that its words carry. */
export function lightsOf(event: Coded): Light[] {
  const of = (field: string, borne: Borne | null): Light[] =>
    (borne?.evidence ?? []).map((q) => ({ start: q.start, end: q.end, field, event: event.id }))
  return [
    ...of('kind', event.trigger),
    ...of('initiator', event.initiator),
    ...of('target', event.target),
    ...event.participants.flatMap((p) => of('participants', p)),
    ...of('place', event.place),
    ...of('when', event.when),
    ...event.tolls.flatMap((t) => of('tolls', t)),
    ...event.objects.flatMap((o) => of('objects', o)),
    ...event.weapons.flatMap((w) => of('weapons', w)),
    ...of('operation', event.operation),
    ...of('source', event.source),
    // That it happened is mostly told by the words that name it: these are lit once.
    ...of('factuality', event.factuality).filter((l) => !event.trigger.evidence.some((q) => q.start === l.start && q.end === l.end)),
  ]
}
