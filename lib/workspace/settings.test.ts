import { expect, it } from 'vitest'
import { defaultSettings, storedSettings } from './settings.ts'

it('knows settings that were stored before there were others', () => {
  const { tellTabs: _tabs, clearSiteData: _clear, ...older } = { ...defaultSettings, idleTtl: 60 }
  expect(storedSettings(JSON.stringify(older))).toEqual({ ...defaultSettings, idleTtl: 60 })
})

it.each([
  ['{"idleTtl":"long"}', 'idleTtl'],
  ['{"unknown":1}', 'unknown'],
  ['null', 'object'],
  ['{', 'JSON'],
])('refuses %s', (text, why) => {
  expect(() => storedSettings(text)).toThrow(why)
})
