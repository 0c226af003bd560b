// Is the built app what these sources give? Writes or checks the digest beside the built files; needs no package.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const at = new URL('../../src/casus/api/static/app/sources.sha256', import.meta.url)
// tests/web/test_bundle.py takes the same digest without Node: keep both lists equal.
const FILES = ['index.html', 'package-lock.json', 'package.json', 'svelte.config.js', 'tsconfig.json', 'vite.config.ts']
const FOLDERS = ['public', 'src', 'tools']
const LEFT = new Set(['public/basemap.json'])

const names = [...FILES, ...FOLDERS.flatMap((f) => readdirSync(new URL(f, root), { recursive: true, withFileTypes: true })
  .filter((e) => e.isFile())
  .map((e) => `${e.parentPath}/${e.name}`.slice(root.pathname.length).replace(/^\/+/, '')))].filter((n) => !LEFT.has(n)).sort()
const digest = createHash('sha256')
for (const name of names) digest.update(`${name}\0`).update(readFileSync(new URL(name, root))).update('\0')
const made = `${digest.digest('hex')}\n`
if (process.argv.includes('--write')) writeFileSync(at, made)
else if (readFileSync(at, 'utf8') !== made) {
  console.error('src/casus/api/static/app is not what web/ gives: run `make web`')
  process.exit(1)
}
