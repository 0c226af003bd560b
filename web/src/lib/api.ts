// The API: reading, writing, and what went wrong in words.
import type { Me } from './schema'

export const BASE = '/api/v1'

export class Trouble extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message)
  }
}

export const session: { csrf: string; lost: () => void } = { csrf: '', lost: () => undefined }

async function answered<T>(response: Response): Promise<T> {
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
  let [code, message] = ['http', `The server answered ${response.status}.`]
  try {
    const told = (await response.json()) as { error?: { code: string; message: string } }
    if (told.error) ({ code, message } = told.error)
  } catch {
    // the answer is no JSON: the status says enough
  }
  if (response.status === 401 && code === 'login') session.lost()
  throw new Trouble(response.status, code, message)
}

async function sent(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, credentials: 'same-origin', redirect: 'error' })
  } catch (wrong) {
    if (wrong instanceof DOMException && wrong.name === 'AbortError') throw wrong
    throw new Trouble(0, 'gone', 'The casus server does not answer. Is it still running?')
  }
}

export async function get<T>(path: string, query = '', signal?: AbortSignal): Promise<T> {
  return answered<T>(await sent(`${BASE}${path}${query ? `?${query}` : ''}`, { signal: signal ?? null }))
}

export async function post<T>(path: string, body?: unknown, method = 'POST'): Promise<T> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (session.csrf) headers['x-csrf-token'] = session.csrf
  return answered<T>(await sent(`${BASE}${path}`, { method, headers, body: body === undefined ? null : JSON.stringify(body) }))
}

/** Files, as a form sends them. */
export async function upload<T>(path: string, form: FormData): Promise<T> {
  const headers: Record<string, string> = session.csrf ? { 'x-csrf-token': session.csrf } : {}
  return answered<T>(await sent(`${BASE}${path}`, { method: 'POST', headers, body: form }))
}

export async function whoAmI(): Promise<Me> {
  const me = await get<Me>('/me')
  session.csrf = me.csrf
  return me
}

/** Path and id in an address: ids hold colons and slashes. */
export function at(path: string, id: string): string {
  return `${path}/${encodeURIComponent(id)}`
}
