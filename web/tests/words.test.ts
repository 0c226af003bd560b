import { describe, expect, it } from 'vitest'
import { endOf, stepFor } from '../src/lib/time'
import { count, days, exactness, family, kindName } from '../src/lib/words'

describe('values in words', () => {
  it('a toll has its range', () => {
    expect(count({ low: 4, best: 4, high: 4 })).toBe('4')
    expect(count({ low: 3, best: 4, high: 5 })).toBe('3–5')
    expect(count({ low: 24, best: 24, high: null })).toBe('≥ 24')
    expect(count({ low: 0, best: 10, high: 10 })).toBe('≤ 10')
    expect(count({ low: 0, best: 0, high: 0 })).toBe('0')
  })
  it('days are no more exact than was told', () => {
    expect(days({ start: '2031-05-04', end: '2031-05-04', precision: 'day', text: '' })).toBe('4 May 2031')
    expect(days({ start: '2031-05-01', end: '2031-05-31', precision: 'month', text: '' })).toBe('May 2031')
    expect(days({ start: null, end: null, precision: null, text: 'last winter' })).toContain('not resolved')
    expect(days(null)).toBe('not told')
  })
  it('a place says how exact it is', () => {
    expect(exactness({ name: 'V', country: null, level: 'admin1', radius_km: 80, latitude: 1 })).toBe('first-level division, ± 80 km')
    expect(exactness({ name: 'V', country: null, level: 'town', radius_km: null, latitude: null })).toBe('not located')
  })
  it('kinds have families and names', () => {
    expect(family('violence/explosive/shelling')).toBe('explosive')
    expect(family('demonstration/riot/mob')).toBe('riot')
    expect(kindName('strategic/new_thing')).toBe('New thing')
  })
  it('time has steps', () => {
    expect(stepFor('2031-01-01', '2031-02-01')).toBe('day')
    expect(stepFor('2031-01-01', '2033-02-01')).toBe('week')
    expect(endOf('2032-02-01', 'month')).toBe('2032-02-29')
    expect(endOf('2031-12-01', 'month')).toBe('2031-12-31')
  })
})
