import { expect, it } from 'vitest'
import { presets } from './presets.ts'
import { contradictions, defaultSettings, lifetimesOf, settingsSchema } from './settings.ts'

it.each(presets)('$title makes settings that hold together', ({ lifetimes, source, says }) => {
  const settings = settingsSchema.parse({ ...defaultSettings, ...lifetimes })
  expect(contradictions(settings, [])).toEqual([])
  expect(source).toMatch(/^(https:\/\/|\/about$)/)
  expect(says).not.toBe('')
})

it("starts with the lab's own defaults", () => {
  expect(presets[0]?.lifetimes).toEqual(lifetimesOf(defaultSettings))
})
