// TypeScript types of the API's answers, made from its OpenAPI page: src/lib/schema.ts. `node tools/types.mjs FILE`.
import { readFileSync, writeFileSync } from 'node:fs'

const page = JSON.parse(readFileSync(process.argv[2] ?? new URL('../openapi.json', import.meta.url), 'utf8'))

function type(s) {
  if (s === undefined || s === true) return 'unknown'
  if (s.$ref) return s.$ref.split('/').at(-1)
  if ('const' in s) return JSON.stringify(s.const)
  if (s.enum) return s.enum.map((v) => JSON.stringify(v)).join(' | ')
  const any = s.anyOf ?? s.oneOf
  if (any) return [...new Set(any.map(type))].join(' | ')
  if (s.prefixItems) return `[${s.prefixItems.map(type).join(', ')}]`
  if (Array.isArray(s.type)) return [...new Set(s.type.map((t) => type({ ...s, type: t })))].join(' | ')
  if (s.type === 'array') {
    const of = type(s.items)
    return of.includes(' ') ? `(${of})[]` : `${of}[]`
  }
  if (s.type === 'object') {
    if (s.properties) return body(s)
    return `Record<string, ${s.additionalProperties ? type(s.additionalProperties) : 'unknown'}>`
  }
  return { integer: 'number', number: 'number', string: 'string', boolean: 'boolean', null: 'null' }[s.type] ?? 'unknown'
}

function body(s) {
  const needed = new Set(s.required ?? [])
  const lines = Object.entries(s.properties).map(([k, v]) => `  ${/^\w+$/.test(k) ? k : JSON.stringify(k)}${needed.has(k) ? '' : '?'}: ${type(v)}`)
  return `{\n${lines.join('\n')}\n}`
}

const parts = Object.entries(page.components.schemas).map(([name, s]) => {
  const said = (s.description ?? '').split('\n')[0].replaceAll('*/', '')
  return `${said ? `/** ${said} */\n` : ''}export ${s.properties ? `interface ${name} ${body(s)}` : `type ${name} = ${type(s)}`}\n`
})
const head = '// Made from the API\'s OpenAPI page by tools/types.mjs (`make web-types`): do not edit.\n\n'
writeFileSync(new URL('../src/lib/schema.ts', import.meta.url), head + parts.join('\n'))
console.log(`schema.ts: ${parts.length} types`)
