import { chromium } from '@playwright/test'
import { expect, test } from 'vitest'
import { findBrowser } from './browser.ts'

const own = chromium.executablePath()

test("prefers Playwright's own browser, which needs no path", () => {
  expect(findBrowser(() => true, '')).toEqual({})
})

test('takes what the system has', () => {
  const small = '/usr/bin/chromium-headless-shell'
  expect(findBrowser((path) => path !== own, '')).toEqual({ executablePath: small })
  const chrome = '/usr/bin/google-chrome'
  expect(findBrowser((path) => path === chrome, '')).toEqual({ executablePath: chrome })
})

test('says that there is none', () => {
  expect(findBrowser(() => false, '')).toBeNull()
})

test('takes the one that was asked for, and no other', () => {
  const chrome = '/opt/chrome'
  expect(findBrowser(() => true, chrome)).toEqual({ executablePath: chrome })
  expect(() => findBrowser((path) => path !== chrome, chrome)).toThrow(/names no browser.*chrome/)
})
