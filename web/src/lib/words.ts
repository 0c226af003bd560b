// How values are told to people: with their range, their precision and what is not known.

export interface Days { start: string | null; end: string | null; precision: string | null; text: string }
export interface Toll { harm: string; low: number; best: number; high: number | null; of?: string }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 2031-05-04 as 4 May 2031. */
export function day(iso: string): string {
  const [y, m, d] = iso.slice(0, 10).split('-').map(Number)
  return `${d} ${MONTHS[(m ?? 1) - 1]} ${y}`
}

/** The days of a happening, no more exact than they were reported. */
export function days(when: Days | null | undefined): string {
  if (!when) return 'not told'
  if (!when.start) return when.text ? `“${when.text}”, not resolved` : 'not told'
  const [y, m] = when.start.split('-').map(Number)
  if (when.precision === 'year') return `${y}`
  if (when.precision === 'month') return `${MONTHS[(m ?? 1) - 1]} ${y}`
  if (!when.end || when.end === when.start) return day(when.start)
  return `${day(when.start)} – ${day(when.end)}`
}

/** A toll: 4; 3–5; at least 24; up to 10. */
export function count(toll: Pick<Toll, 'low' | 'best' | 'high'>): string {
  if (toll.high === null) return `≥ ${toll.low.toLocaleString('en')}`
  if (toll.high === toll.low) return toll.low.toLocaleString('en')
  if (toll.low === 0) return `≤ ${toll.high.toLocaleString('en')}`
  return `${toll.low.toLocaleString('en')}–${toll.high.toLocaleString('en')}`
}

export function ofWhom(of: string | undefined): string {
  return { initiator: 'of the initiator', target: 'of the target', civilians: 'civilians', state_forces: 'state forces' }[of ?? ''] ?? ''
}

export function tollWords(toll: Toll): string {
  return [count(toll), toll.harm, ofWhom(toll.of)].filter(Boolean).join(' ')
}

interface Place { name: string; admin1?: string | null; country: string | null; relation?: string | null; level?: string | null; radius_km?: number | null; latitude?: number | null }

export function placeName(place: Place | null | undefined): string {
  if (!place) return 'not told'
  return [place.relation ? `${place.relation} ${place.name}` : place.name, place.admin1 && place.admin1 !== place.name ? place.admin1 : null]
    .filter(Boolean).join(', ')
}

/** How exact a place is. */
export function exactness(place: Place | null | undefined): string {
  if (!place) return ''
  if (place.latitude === null || place.latitude === undefined) return 'not located'
  const level = { point: 'site', town: 'town', district: 'district', admin1: 'first-level division', country: 'whole country', area: 'area', sea: 'sea' }[place.level ?? ''] ?? ''
  return place.radius_km && place.radius_km >= 5 ? `${level}, ± ${Math.round(place.radius_km)} km` : level
}

const regions = typeof Intl === 'undefined' ? null : new Intl.DisplayNames(['en'], { type: 'region' })
export function countryName(code: string | null | undefined): string {
  if (!code) return ''
  try {
    return regions?.of(code) ?? code
  } catch {
    return code
  }
}

export type Family = 'battle' | 'explosive' | 'civilians' | 'protest' | 'riot' | 'strategic' | 'other'

/** The six families of kinds that the map and the marks tell apart. */
export function family(kind: string): Family {
  if (kind.startsWith('battle')) return 'battle'
  if (kind.startsWith('violence/explosive')) return 'explosive'
  if (kind.startsWith('violence')) return 'civilians'
  if (kind.startsWith('demonstration/riot')) return 'riot'
  if (kind.startsWith('demonstration')) return 'protest'
  if (kind.startsWith('strategic')) return 'strategic'
  return 'other'
}

export const FAMILIES: Record<Family, string> = {
  battle: 'Battle', explosive: 'Explosion, shelling, air strike', civilians: 'Violence against civilians', protest: 'Protest', riot: 'Riot', strategic: 'Strategic development', other: 'Several kinds',
}

const KIND: Record<string, string> = {
  battle: 'Battle', violence: 'Violence', demonstration: 'Demonstration', strategic: 'Strategic development',
  'violence/explosive': 'Explosive or remote violence', 'violence/civilians': 'Violence against civilians',
  'battle/clash': 'Armed clash', 'battle/regained': 'State regains ground', 'battle/overtaken': 'Non-state side takes ground',
  'demonstration/protest': 'Protest', 'demonstration/riot': 'Riot', 'demonstration/protest/peaceful': 'Peaceful protest',
  'demonstration/protest/intervention': 'Protest dispersed', 'demonstration/protest/excessive_force': 'Protest met with lethal force',
  'demonstration/riot/violent': 'Violent demonstration', 'demonstration/riot/mob': 'Mob violence',
  'violence/explosive/air_strike': 'Air or drone strike', 'violence/explosive/suicide': 'Suicide bombing', 'violence/explosive/bomb': 'Bomb or mine',
  'violence/civilians/attack': 'Attack on civilians', 'violence/civilians/sexual': 'Sexual violence', 'violence/civilians/abduction': 'Abduction',
  'violence/explosive/chemical': 'Chemical attack', 'strategic/disrupted_weapons': 'Weapons disrupted', 'strategic/base': 'Base established',
  'strategic/transfer': 'Ground handed over', 'strategic/change': 'Change of a group', 'strategic/other': 'Other development',
}

/** A path of kinds in words. A kind that we do not know is told by its last part. */
export function kindName(kind: string): string {
  const last = kind.split('/').at(-1) ?? kind
  return KIND[kind] ?? last.charAt(0).toUpperCase() + last.slice(1).replaceAll('_', ' ')
}

export const FIELDS: Record<string, string> = {
  kind: 'Kind', initiator: 'By whom', target: 'To whom', participants: 'Also taking part', place: 'Where', when: 'When',
  tolls: 'Toll', objects: 'Objects', weapons: 'Weapons', operation: 'Operation', source: 'According to', factuality: 'Whether it happened',
}

/** Which colour of ink a field has. */
export function ink(field: string): string {
  if (field === 'initiator' || field === 'target' || field === 'participants') return 'who'
  if (field === 'place' || field === 'when' || field === 'kind') return field === 'kind' ? 'what' : field === 'place' ? 'where' : 'when'
  if (field === 'tolls') return 'toll'
  return 'other'
}
