// The map's ground, made once at build time: countries of Natural Earth, cut at the date line, simplified, with names;
// and the larger towns of the repository's own gazetteer. No tile server, no glyphs: nothing is fetched from outside.
import { readFileSync, writeFileSync } from 'node:fs'
import { feature } from 'topojson-client'
import { topology } from 'topojson-server'
import { filter, filterWeight, presimplify, quantile, simplify } from 'topojson-simplify'

const here = new URL('.', import.meta.url)
const atlas = JSON.parse(readFileSync(new URL('../node_modules/world-atlas/countries-50m.json', here), 'utf8'))
const KEPT = 0.62 // share of points that goes: below this the coast is still the coast at zoom 6
const POPULATION = 100_000

/** Longitudes without jumps: a ring that crosses the date line runs on past 180. */
function unwrapped(ring) {
  let shift = 0
  const made = ring.map(([x, y], i) => {
    if (i > 0) {
      const step = x - ring[i - 1][0]
      if (step > 180) shift -= 360
      else if (step < -180) shift += 360
    }
    return [x + shift, y]
  })
  const around = made.at(-1)[0] - made[0][0]
  if (Math.abs(around) > 180) made.push([made.at(-1)[0], -90], [made[0][0], -90], made[0]) // it goes around the pole
  return made
}

/** The part of a ring on one side of a meridian (Sutherland and Hodgman). */
function clipped(ring, edge, inside) {
  const out = []
  for (let i = 0; i < ring.length - 1; i++) {
    const [a, b] = [ring[i], ring[i + 1]]
    if (inside(a[0])) out.push(a)
    if (inside(a[0]) !== inside(b[0])) out.push([edge, a[1] + ((b[1] - a[1]) * (edge - a[0])) / (b[0] - a[0])])
  }
  if (out.length) out.push(out[0])
  return out.length > 3 ? out : null
}

/** A polygon in pieces that each lie between -180 and 180. */
function cut(polygon) {
  const rings = polygon.map(unwrapped)
  const [low, high] = [Math.min(...rings[0].map((p) => p[0])), Math.max(...rings[0].map((p) => p[0]))]
  if (low >= -180 && high <= 180) return [rings]
  const pieces = []
  for (const turn of [-360, 0, 360]) {
    const piece = rings
      .map((ring) => ring.map(([x, y]) => [x + turn, y]))
      .map((ring) => clipped(ring, -180, (x) => x >= -180))
      .map((ring) => ring && clipped(ring, 180, (x) => x <= 180))
      .filter(Boolean)
    if (piece.length) pieces.push(piece)
  }
  return pieces
}

const area = (ring) => Math.abs(ring.reduce((s, [x, y], i) => s + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y, 0)) / 2

/** A point inside: the middle of the widest stretch of a level line through the largest piece. */
function anchor(polygons) {
  const ring = polygons.map((p) => p[0]).sort((a, b) => area(b) - area(a))[0]
  const ys = ring.map((p) => p[1])
  const level = (Math.min(...ys) + Math.max(...ys)) / 2
  const xs = []
  for (let i = 0; i < ring.length - 1; i++) {
    const [[ax, ay], [bx, by]] = [ring[i], ring[i + 1]]
    if (ay > level !== by > level) xs.push(ax + ((level - ay) * (bx - ax)) / (by - ay))
  }
  xs.sort((a, b) => a - b)
  let best = [0, xs[0] ?? ring[0][0]]
  for (let i = 0; i + 1 < xs.length; i += 2) if (xs[i + 1] - xs[i] > best[0]) best = [xs[i + 1] - xs[i], (xs[i] + xs[i + 1]) / 2]
  return [round(best[1]), round(level), Math.round(area(ring) * 10) / 10]
}
const round = (n) => Math.round(n * 1000) / 1000

const countries = feature(atlas, atlas.objects.countries).features.map((f) => {
  const polygons = f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates
  return { type: 'Feature', properties: { name: f.properties.name }, geometry: { type: 'MultiPolygon', coordinates: polygons.flatMap(cut) } }
})
const labels = countries.map((f) => [f.properties.name, ...anchor(f.geometry.coordinates)])
let ground = presimplify(topology({ countries: { type: 'FeatureCollection', features: countries } }))
ground = simplify(ground, quantile(ground, KEPT))
ground = filter(ground, filterWeight(ground, 0.0004))
for (const shape of ground.objects.countries.geometries) delete shape.properties
ground = JSON.parse(JSON.stringify(ground))
// Quantised by hand: topojson-client's own quantize would need the bounds of what was filtered away.
const [kx, ky] = [360 / 1e5, 180 / 5e4]
ground.transform = { scale: [kx, ky], translate: [-180, -90] }
ground.arcs = ground.arcs.map((arc) => {
  let [px, py] = [0, 0]
  const steps = []
  for (const [x, y] of arc) {
    const [qx, qy] = [Math.round((x + 180) / kx), Math.round((y + 90) / ky)]
    if (steps.length === 0 || qx !== px || qy !== py) steps.push([qx - px, qy - py])
    ;[px, py] = [qx, qy]
  }
  if (steps.length === 1) steps.push([0, 0])
  return steps
})
delete ground.bbox

const towns = readFileSync(new URL('../../src/casus/data/gazetteer/towns.tsv', here), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#') && !line.startsWith('geonameid'))
  .map((line) => line.split('\t'))
  .filter((row) => Number(row[6]) >= POPULATION)
  .sort((a, b) => Number(b[6]) - Number(a[6]))
  .map((row) => [row[1], Math.round(Number(row[5]) * 100) / 100, Math.round(Number(row[4]) * 100) / 100, Math.round(Math.log2(Number(row[6]) / POPULATION))])

const made = JSON.stringify({ ground, labels, towns })
writeFileSync(new URL('../public/basemap.json', here), made)
console.log(`basemap.json: ${labels.length} countries, ${towns.length} towns, ${Math.round(made.length / 1000)} kB`)
