import { describe, expect, it } from 'vitest'
import { chips, corners, parse, toggled, without, write } from '../src/lib/filter'

describe('the filter and its address', () => {
  it('comes back from its address as it was', () => {
    const filter = { country: ['IQ', 'SY'], kind: ['battle'], since: '2031-01-01', box: '-10,0,20.5,30', killed: '3', text: 'bridge & river' }
    expect(parse(write(filter))).toEqual(filter)
  })
  it('has one address, whatever the order in which it was made', () => {
    expect(write({ kind: ['b', 'a'], country: ['X'] })).toBe(write({ country: ['X'], kind: ['a', 'b'] }))
  })
  it('leaves out what is not of its form', () => {
    expect(parse('since=yesterday&killed=many&box=1,2,3&until=2031-13-45&unknown=1')).toEqual({})
    expect(parse('country=&country=IQ&country=IQ')).toEqual({ country: ['IQ'] })
  })
  it('puts a value in and takes it out again', () => {
    const once = toggled({}, 'kind', 'battle')
    expect(once).toEqual({ kind: ['battle'] })
    expect(toggled(once, 'kind', 'battle')).toEqual({})
    expect(toggled({ source: 'A' }, 'source', 'B')).toEqual({ source: 'B' })
    expect(without({ country: ['A', 'B'] }, 'country', 'A')).toEqual({ country: ['B'] })
    expect(without({ country: ['A', 'B'] }, 'country')).toEqual({})
  })
  it('knows a box', () => {
    expect(corners('170,-10,-170,10')).toEqual([170, -10, -170, 10])
    expect(corners('0,10,1,-10')).toBeNull()
    expect(corners('0,0,181,1')).toBeNull()
    expect(corners(undefined)).toBeNull()
  })
  it('has a chip for each value', () => {
    expect(chips({ country: ['A', 'B'], text: 'x' })).toHaveLength(3)
  })
})
