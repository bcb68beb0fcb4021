import { describe, expect, test } from 'vitest'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { textOf, valuesOf } from '#lib/workspace/settings-text.ts'
import { answered, editing, refused, replaced, typed, unsaved, withoutFaults } from './editing.ts'

const start = textOf(defaultSettings)
const fault = { path: 'idleTtl', message: 'must be at most sessionTtl' }

describe('texts of settings', () => {
  test('come back as the values that they were', () => {
    expect(valuesOf(start, defaultSettings)).toEqual(defaultSettings)
  })

  test('a number that is none stays as it was typed', () => {
    const values = valuesOf({ idleTtl: '1e3', tellTabs: 'false', nothing: '1' }, defaultSettings)
    expect(values).toEqual({ idleTtl: '1e3', tellTabs: false })
  })
})

describe('editing', () => {
  test('what was saved is in force, and can be put back', () => {
    const before = typed(editing(start), { strategy: 'iron-session' })
    expect(unsaved(before)).toEqual({ strategy: 'iron-session' })
    const now = { ...start, strategy: 'iron-session' }
    const after = answered(before, now, unsaved(before), { strategy: 'cookie-session' })
    expect(unsaved(after)).toEqual({})
    expect(after.last).toEqual({
      is: { strategy: 'iron-session' },
      was: { strategy: 'cookie-session' },
    })
    expect(after.elsewhere).toEqual([])
  })

  test('what was typed while it was saved stays', () => {
    const sent = { idleTtl: '60' }
    const meanwhile = typed(typed(editing(start), sent), { idleTtl: '61', tokenTtl: '9' })
    const after = answered(meanwhile, { ...start, ...sent }, sent)
    expect(unsaved(after)).toEqual({ idleTtl: '61', tokenTtl: '9' })
  })

  test('another tab is told of, and what was typed here stays', () => {
    const before = typed(editing(start), { idleTtl: '60' })
    const after = answered(before, { ...start, idleTtl: '90', sameSite: 'none' })
    expect(after.elsewhere).toEqual(['sameSite', 'idleTtl'])
    expect(after.draft).toMatchObject({ idleTtl: '60', sameSite: 'none' })
    const later = answered(after, { ...after.saved, algorithm: 'ES256' })
    expect(later.elsewhere).toEqual(['sameSite', 'idleTtl', 'algorithm'])
  })

  test('a fault stays at its field while the rest is saved', () => {
    const before = typed(editing(start), { idleTtl: '99999', sameSite: 'none' })
    const faulty = refused(before, { detail: '', errors: [fault] })
    const rest = withoutFaults(unsaved(faulty), faulty.errors)
    expect(rest).toEqual({ sameSite: 'none' })
    const after = answered(faulty, { ...start, ...rest }, rest)
    expect(after.errors).toEqual([fault])
    expect(after.draft.idleTtl).toBe('99999')
    const mended = typed(after, { idleTtl: '60' })
    const sent = unsaved(mended)
    expect(answered(mended, { ...after.saved, ...sent }, sent).errors).toEqual([])
  })

  test('a preset takes the place of what was typed, which is not lost', () => {
    const before = typed(editing(start), { idleTtl: '99999' })
    const preset = { idleTtl: '1800', sessionTtl: start.sessionTtl }
    expect(replaced(before, preset)).toEqual({ idleTtl: '99999' })
  })
})
