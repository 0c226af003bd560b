// The map's own style: ground and names from the one built file, incidents from the server's tiles. No glyphs, no sprites.
import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { family, type Family } from './words'

interface Basemap { ground: Topology<{ countries: GeometryCollection }>; labels: [string, number, number, number][]; towns: [string, number, number, number][] }

const css = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
const points = (rows: [string, number, number, number][], rank: (n: number) => number): FeatureCollection => ({
  type: 'FeatureCollection',
  features: rows.map(([name, x, y, n]) => ({ type: 'Feature', properties: { name, rank: rank(n) }, geometry: { type: 'Point', coordinates: [x, y] } })),
})

let kept: Promise<Basemap> | null = null
const basemap = (): Promise<Basemap> => (kept ??= fetch('/basemap.json').then((r) => r.json() as Promise<Basemap>))

export async function style(): Promise<StyleSpecification> {
  const { ground, labels, towns } = await basemap()
  const borders = mesh(ground, ground.objects.countries, (a, b) => a !== b)
  const large: ExpressionSpecification = ['<', ['get', 'rank'], -4] // names of small lands would cover their neighbours from afar
  const name = (id: string, source: string, size: ExpressionSpecification | number, minzoom: number, extra = {}): LayerSpecification => ({
    id, type: 'symbol', source, minzoom,
    ...(source === 'names' ? { filter: id === 'names' ? large : (['!', large] as ExpressionSpecification) } : {}),
    layout: { 'text-field': ['get', 'name'], 'text-font': ['sans-serif'], 'text-size': size, 'symbol-sort-key': ['get', 'rank'], 'text-max-width': 7, ...extra },
    paint: { 'text-color': css('label'), 'text-halo-color': css('land'), 'text-halo-width': 1.2 },
  })
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: feature(ground, ground.objects.countries), tolerance: 0.3 },
      borders: { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: borders }, tolerance: 0.3 },
      names: { type: 'geojson', data: points(labels, (area) => -area) },
      towns: { type: 'geojson', data: points(towns, (n) => -n) },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': css('sea') } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': css('land'), 'fill-outline-color': css('border') } },
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': css('border'), 'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.7, 7, 1.8] } },
      name('towns-large', 'towns', 11.5, 4.2, { 'text-anchor': 'top', 'text-offset': [0, 0.2] }),
      name('names-small', 'names', 10.5, 3.4, { 'text-letter-spacing': 0.04 }),
      name('names', 'names', ['interpolate', ['linear'], ['zoom'], 1, 10.5, 6, 15], 1.2, { 'text-letter-spacing': 0.06, 'text-transform': 'uppercase' }),
    ],
  }
}

const SHAPES: Record<Family, string> = {
  battle: 'M12 2 22 12 12 22 2 12z', explosive: 'M12 2 22 20H2z', civilians: 'M3 3h18v18H3z', protest: 'M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z',
  riot: 'M7 2h10l6 10-6 10H7L1 12z', strategic: 'M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20zM12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8z', other: 'M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16z',
}

/** The marks of the six families, filled (an exact place) and hollow (no more exact than an area), as pictures for the map. */
export function marks(): [string, ImageData][] {
  const made: [string, ImageData][] = []
  for (const of of Object.keys(SHAPES) as Family[]) {
    for (const hollow of [false, true]) {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 48
      const on = canvas.getContext('2d')
      if (!on) continue
      on.scale(2, 2)
      const path = new Path2D(SHAPES[of])
      const colour = css(of === 'other' ? 'other-kind' : of)
      on.lineJoin = 'round'
      on.lineWidth = hollow ? 3.4 : 3
      on.strokeStyle = hollow ? colour : css('sheet')
      on.fillStyle = hollow ? css('sheet') : colour
      on.stroke(path)
      on.fill(path, 'evenodd')
      if (hollow) on.stroke(path)
      made.push([`${of}${hollow ? '-hollow' : ''}`, on.getImageData(0, 0, 48, 48)])
    }
  }
  return made
}

const KINDS: [string, Family][] = [['violence/explosive', 'explosive'], ['violence/', 'civilians'], ['demonstration/riot', 'riot'], ['demonstration', 'protest'], ['battle', 'battle'], ['strategic', 'strategic']]
const many: ExpressionSpecification = ['>', ['coalesce', ['get', 'count'], 1], 1]
const one: ExpressionSpecification = ['!', many]
const vague: ExpressionSpecification = ['any', ['>=', ['coalesce', ['get', 'radius_km'], 0], 10], ['>=', ['coalesce', ['get', 'precision'], 1], 2]]
const familyOf = (out: (f: Family) => string): ExpressionSpecification =>
  ['case', ...KINDS.flatMap(([path, f]) => [['in', path, ['coalesce', ['get', 'kind'], '']] as ExpressionSpecification, out(f)]), out('other')] as unknown as ExpressionSpecification

/** Pixels of a radius in km at this latitude, for every zoom: the Mercator map grows towards the poles. */
export function pixels(latitude: number): ExpressionSpecification {
  const k = 1000 / (78271.517 * Math.max(0.1, Math.cos((latitude * Math.PI) / 180)))
  const km: ExpressionSpecification = ['coalesce', ['get', 'radius_km'], 0]
  return ['interpolate', ['exponential', 2], ['zoom'], 0, ['*', km, k], 20, ['*', km, k * 2 ** 20]]
}

export function incidentLayers(latitude: number): LayerSpecification[] {
  const tile = { source: 'incidents', 'source-layer': 'incidents' } as const
  const colour = familyOf((f) => css(f === 'other' ? 'other-kind' : f))
  return [
    { id: 'areas', type: 'circle', ...tile, filter: ['all', one, vague], paint: { 'circle-radius': pixels(latitude), 'circle-color': colour, 'circle-opacity': 0.09, 'circle-stroke-color': colour, 'circle-stroke-width': 1.2, 'circle-stroke-opacity': 0.75 } },
    { id: 'clusters', type: 'circle', ...tile, filter: many, paint: { 'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'count']], 0, 8, 5, 30], 'circle-color': css('accent'), 'circle-opacity': 0.88, 'circle-stroke-color': css('sheet'), 'circle-stroke-width': 1.5 } },
    { id: 'counts', type: 'symbol', ...tile, filter: many, layout: { 'text-field': ['to-string', ['get', 'count']], 'text-font': ['sans-serif'], 'text-size': 11, 'symbol-sort-key': ['-', 0, ['get', 'count']] }, paint: { 'text-color': css('accent-ink') } },
    { id: 'marks', type: 'symbol', ...tile, filter: one, layout: { 'icon-image': ['concat', familyOf((f) => f), ['case', vague, '-hollow', '']], 'icon-size': ['interpolate', ['linear'], ['coalesce', ['get', 'killed'], 0], 0, 0.62, 50, 1.05], 'icon-allow-overlap': true, 'icon-ignore-placement': true } },
  ]
}

/** A circle on the ground as a polygon, for one place. */
export function circle(longitude: number, latitude: number, km: number): [number, number][] {
  const around: [number, number][] = []
  for (let i = 0; i <= 64; i++) {
    const turn = (i / 64) * 2 * Math.PI
    around.push([longitude + ((km / 111.32) * Math.cos(turn)) / Math.max(0.05, Math.cos((latitude * Math.PI) / 180)), latitude + (km / 110.57) * Math.sin(turn)])
  }
  return around
}

export const colourOf = (kind: string): string => css(family(kind) === 'other' ? 'other-kind' : family(kind))
