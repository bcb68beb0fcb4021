import { cutShort, loadFields, type Load } from '#lib/evidence/cost-load.ts'

/** Which lifetimes are not worked out as they were asked for, and with what instead. */
export function CutShort({ load }: { load: Load }) {
  const names = cutShort(load)
  if (names.length === 0) return null
  const seconds = (value: number) => `${value.toLocaleString('en')} s`
  return (
    <p className="mt-3 max-w-prose text-sm">
      A session lives for {seconds(load.sessionTtl)}, and its credentials end with it. So{' '}
      {seconds(load.sessionTtl)} are used in place of what you asked for:{' '}
      {names.map((name) => `${loadFields[name].label} ${seconds(load[name])}`).join(', ')}.
    </p>
  )
}
