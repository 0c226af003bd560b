// licences.txt beside the built app: the terms of everything that is in it.
import { readFileSync, writeFileSync } from 'node:fs'

const node = new URL('../node_modules/', import.meta.url)
const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))
const CANDIDATES = ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'LICENCE', 'license', 'LICENSE-MIT.txt', 'COPYING']
const shipped = new Set(['world-atlas'])
const queue = ['maplibre-gl', 'svelte', 'topojson-client']
while (queue.length) {
  const name = queue.pop()
  if (shipped.has(name)) continue
  shipped.add(name)
  queue.push(...Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {}))
}
const parts = [...shipped].sort().flatMap((name) => {
  const told = lock.packages[`node_modules/${name}`]
  if (!told || name.startsWith('@types/')) return []
  const text = CANDIDATES.map((c) => { try { return readFileSync(new URL(`${name}/${c}`, node), 'utf8').trim() } catch { return null } }).find(Boolean)
  return [`${'='.repeat(78)}\n${name} ${told.version} (${told.license ?? 'see below'})\n\n${text ?? 'The package carries no licence file.'}\n`]
})
const head = 'Software and data in the web app of casus, and their terms. The map is made from Natural Earth (public domain)\nand from facts of GeoNames (https://www.geonames.org), CC BY 4.0.\n\n'
writeFileSync(new URL('../../src/casus/api/static/app/licences.txt', import.meta.url), head + parts.join('\n'))
