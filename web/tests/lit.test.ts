import { describe, expect, it } from 'vitest'
import { lengthOf, segments, windowOf, type Light } from '../src/lib/lit'

const light = (start: number, end: number, field = 'place'): Light => ({ start, end, field, event: 'e' })

describe('lit words', () => {
  it('tell the whole text, in order, once', () => {
    const text = 'Orm Front gunners shelled Vesk.'
    const made = segments(text, [light(0, 9, 'initiator'), light(4, 17, 'kind'), light(26, 30)])
    expect(made.map((s) => s.text).join('')).toBe(text)
    expect(made.filter((s) => s.lights.length).map((s) => s.text)).toEqual(['Orm ', 'Front', ' gunners', 'Vesk'])
    expect(made[1]!.lights.map((l) => l.field)).toEqual(['initiator', 'kind'])
    expect(made[1]!.ends).toEqual(['initiator'])
  })
  it('count code points, not UTF-16 units', () => {
    const text = '🔥🔥 Vesk burns'
    expect(lengthOf(text)).toBe(13)
    expect(segments(text, [light(3, 7)]).find((s) => s.lights.length)!.text).toBe('Vesk')
  })
  it('keep half of a surrogate pair apart from its neighbours', () => {
    expect(segments('\ud83dab', [light(1, 2)]).find((s) => s.lights.length)!.text).toBe('a')
  })
  it('show text as text', () => {
    expect(segments('<b>x</b>', [light(3, 4)]).map((s) => s.text)).toEqual(['<b>', 'x', '</b>'])
  })
  it('of a long text show the part where the words stand', () => {
    expect(windowOf(100, [light(3, 4)])).toEqual([0, 100])
    const [from, to] = windowOf(1_000_000, [light(500_000, 500_010)])
    expect(from).toBeLessThan(500_000)
    expect(to).toBeGreaterThan(500_010)
    expect(to - from).toBeLessThanOrEqual(12_000)
    expect(segments('x'.repeat(100), [light(50, 60)], 40, 55).map((s) => s.text.length)).toEqual([10, 5])
  })
  it('ignore lights that lie outside or are empty', () => {
    expect(segments('abc', [light(5, 9), light(1, 1)])).toHaveLength(1)
  })
})
