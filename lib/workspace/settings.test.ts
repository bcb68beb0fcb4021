import { expect, it } from 'vitest'
import { defaultSettings, storedSettings } from './settings.ts'

it('knows settings that were stored before there were others', () => {
  const { tellTabs: _tabs, clearSiteData: _clear, ...older } = { ...defaultSettings, idleTtl: 60 }
  expect(storedSettings(JSON.stringify(older))).toEqual({ ...defaultSettings, idleTtl: 60 })
})

it.each(['{"idleTtl":"long"}', '{"unknown":1}', '[]', 'null', '{'])('refuses %s', (text) => {
  expect(() => storedSettings(text)).toThrow()
})
