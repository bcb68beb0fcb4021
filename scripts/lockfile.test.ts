import { expect, test } from 'vitest'
import { addresses, complete, gaps, platformOf } from './lockfile.mjs'

const packages = {
  '': {},
  'node_modules/fast': {
    version: '2.0.0',
    dev: true,
    optionalDependencies: { '@fast/linux-x64-musl': '2.0.0', '@fast/darwin-arm64': '2.0.0' },
  },
  'node_modules/fast/node_modules/@fast/linux-x64-musl': { version: '2.0.0', optional: true },
  'node_modules/old': { version: '1.0.0', optionalDependencies: { '@fast/win32-x64': '1.0.0' } },
  'node_modules/@fast/win32-x64': { version: '2.0.0', optional: true },
}
const silentRegistry = async () => ({})

test('finds what no place in the tree provides', () => {
  expect(gaps(packages).map((gap) => gap.name)).toEqual(['@fast/darwin-arm64', '@fast/win32-x64'])
})

test('fills every gap, beside its parent where another version has the place', async () => {
  const filled = await complete(packages, silentRegistry)
  expect(gaps(filled)).toEqual([])
  expect(filled['node_modules/@fast/darwin-arm64']).toEqual({
    version: '2.0.0',
    cpu: ['arm64'],
    dev: true,
    optional: true,
    os: ['darwin'],
  })
  expect(filled['node_modules/old/node_modules/@fast/win32-x64']?.version).toBe('1.0.0')
  expect(filled['node_modules/@fast/win32-x64']?.version).toBe('2.0.0')
})

test('changes nothing where nothing is missing', async () => {
  const filled = await complete(packages, silentRegistry)
  expect(await complete(filled, silentRegistry)).toEqual(filled)
})

test('keeps what the registry knows rather than what the name suggests', async () => {
  const integrity = 'sha512-known'
  const filled = await complete(packages, async () => ({ os: ['linux'], cpu: ['x64'], integrity }))
  expect(filled['node_modules/@fast/darwin-arm64']).toMatchObject({ os: ['linux'], integrity })
})

test('refuses to make up the version of a range that no registry knows', async () => {
  const ranged = { 'node_modules/a': { optionalDependencies: { 'a-linux-x64': '^1.0.0' } } }
  await expect(complete(ranged, silentRegistry)).rejects.toThrow('a-linux-x64@^1.0.0')
})

test('notices the address of a registry', () => {
  const place = 'node_modules/a'
  expect(addresses({ [place]: { resolved: 'https://registry.example/a.tgz' } })).toEqual([place])
})

test.each([
  ['@next/swc-win32-arm64-msvc', { os: ['win32'], cpu: ['arm64'] }],
  ['@img/sharp-linuxmusl-x64', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@oxfmt/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@oxlint/binding-android-arm-eabi', { os: ['android'], cpu: ['arm'] }],
  ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
  ['@typescript/typescript-linux-x64', { os: ['linux'], cpu: ['x64'] }],
  ['fsevents', { os: ['darwin'] }],
])('reads the platform of %s in its name', (name, platform) => {
  expect(platformOf(name)).toEqual(platform)
})

test('does not guess at a name without a platform in it', () => {
  expect(() => platformOf('left-pad')).toThrow('left-pad')
})
