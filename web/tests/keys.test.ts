import { describe, expect, it } from 'vitest'
import { DEFAULT, actOf, moved, restored, usable } from '../src/lib/keys'

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, target: null, ...more }) as unknown as KeyboardEvent

describe('the keys of review', () => {
  it('are no two alike', () => expect(new Set(Object.values(DEFAULT)).size).toBe(Object.keys(DEFAULT).length))
  it('decide by one key, and not while somebody writes', () => {
    expect(actOf(DEFAULT, press('a'))).toBe('accept')
    expect(actOf(DEFAULT, press('a', { ctrlKey: true }))).toBeNull()
    expect(actOf(DEFAULT, press('a', { target: { tagName: 'TEXTAREA' } }))).toBeNull()
    expect(actOf(DEFAULT, press('z'))).toBeNull()
  })
  it('move, but never onto one another', () => {
    expect(moved(DEFAULT, 'accept', '1')).toEqual({ keys: { ...DEFAULT, accept: '1' } })
    expect(moved(DEFAULT, 'accept', 'r')).toEqual({ taken: 'reject' })
    expect(moved(DEFAULT, 'accept', 'Enter')).toEqual({ unusable: true })
    expect(usable(' ')).toBe(false)
    expect(usable('é')).toBe(true)
  })
  it('come back from storage, or as they were where what is stored is broken', () => {
    expect(restored(JSON.stringify({ ...DEFAULT, undo: 'z' })).undo).toBe('z')
    for (const broken of [null, '', '{', '[]', '{"accept":"r"}', '{"accept":5}', '"a"']) expect(restored(broken)).toEqual(DEFAULT)
  })
})
