// Keys of the review queue: one key decides and goes on. Visible, remappable, no key for two things.

export const ACTS = {
  accept: 'Accept and go on',
  reject: 'Reject and go on',
  skip: 'Leave for later and go on',
  back: 'Back to the one before',
  undo: 'Take back the last decision',
  correct: 'Correct a value',
  note: 'Write a note',
  different: 'Not the same happening as the others',
  why: 'Show why',
  help: 'Show and change the keys',
} as const
export type Act = keyof typeof ACTS
export type Keys = Record<Act, string>

export const DEFAULT: Keys = {
  accept: 'a', reject: 'r', skip: 's', back: 'b', undo: 'u', correct: 'c', note: 'n', different: 'd', why: 'w', help: '?',
}

/** The keys that were chosen, from storage; what is broken or doubly used falls back to the default as a whole. */
export function restored(stored: string | null): Keys {
  if (!stored) return { ...DEFAULT }
  try {
    const read: unknown = JSON.parse(stored)
    if (typeof read !== 'object' || read === null) return { ...DEFAULT }
    const made = { ...DEFAULT }
    for (const act of Object.keys(DEFAULT) as Act[]) {
      const key = (read as Record<string, unknown>)[act]
      if (typeof key === 'string' && usable(key)) made[act] = key
    }
    return new Set(Object.values(made)).size === Object.keys(made).length ? made : { ...DEFAULT }
  } catch {
    return { ...DEFAULT }
  }
}

/** Keys that move the focus, scroll or press buttons stay the browser's. */
export function usable(key: string): boolean {
  return [...key].length === 1 && key.trim() === key && key !== ''
}

/** The keys with one act moved to another key, or the act that holds this key already. */
export function moved(keys: Keys, act: Act, key: string): { keys: Keys } | { taken: Act } | { unusable: true } {
  if (!usable(key)) return { unusable: true }
  const holder = (Object.keys(keys) as Act[]).find((a) => a !== act && keys[a] === key)
  return holder ? { taken: holder } : { keys: { ...keys, [act]: key } }
}

/** The act of a key press; none while somebody writes, or with a modifier that is the browser's. */
export function actOf(keys: Keys, event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>): Act | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const on = event.target as { tagName?: string; isContentEditable?: boolean } | null
  if (on?.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(on?.tagName ?? '')) return null
  return (Object.keys(keys) as Act[]).find((act) => keys[act] === event.key) ?? null
}
