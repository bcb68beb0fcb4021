import type { Settings } from '#lib/workspace/settings.ts'
import { groupWords } from './fields.ts'
import type { SettingsText } from '#lib/workspace/settings-text.ts'

/** A setting with a few values to choose from, each with the words for it. */
export interface SettingChoice {
  name: keyof Settings
  label: string
  about: string
  options: readonly (readonly [value: string, words: string, isDisabled?: boolean])[]
}

export interface Offered {
  strategies: readonly { id: string; title: string; hasBearer: boolean; isDisabled: boolean }[]
  algorithms: readonly string[]
}

const onOff = (on: string, off: string): SettingChoice['options'] => [
  ['true', on],
  ['false', off],
]

/** What is offered, and what a program has set. */
const deviceLimits = (set: string) => [...new Set(['0', '1', '2', '3', '5', '10', set])]

export function strategyChoices(
  { strategies, algorithms }: Offered,
  draft: SettingsText,
  saved: SettingsText,
): SettingChoice[] {
  const active = strategies.find(({ id }) => id === draft.strategy)
  return [
    {
      name: 'strategy',
      label: 'Active strategy',
      about: 'What the sample application runs under, and the id “active” in the API.',
      options: strategies.map(({ id, title, isDisabled }) => [id, title, isDisabled]),
    },
    {
      name: 'transport',
      label: 'Transport',
      about:
        active?.hasBearer === false
          ? 'The active strategy has no bearer form and stays on cookies.'
          : 'How credentials travel.',
      options: Object.entries(groupWords.transport),
    },
    {
      name: 'sameSite',
      label: 'SameSite',
      about: 'When the browser sends the cookies along from another site.',
      options: Object.entries(groupWords.sameSite),
    },
    {
      name: 'originCheck',
      label: 'Origin check',
      about: 'Refuses changes and WebSockets that come from another site.',
      options: onOff('On', 'Off, to watch the attack'),
    },
    {
      name: 'socketCheck',
      label: 'WebSocket',
      about: 'When an open socket is held against its session.',
      options: Object.entries(groupWords.socketCheck),
    },
    {
      name: 'algorithm',
      label: 'Signature',
      about: 'How new tokens are signed; those already out stay good.',
      options: algorithms.map((name) => [name, name]),
    },
    {
      name: 'rememberMe',
      label: 'Remember me',
      about:
        "Whether cookies have a date. The server's sessions last as long in either case; next-auth dates its cookies whatever is set.",
      options: onOff('On: kept when the browser is closed', 'Off: gone when the browser is closed'),
    },
    {
      name: 'deviceLimit',
      label: 'Devices of an account',
      about: 'One more sign-in ends the oldest session, under strategies that keep a row for each.',
      options: deviceLimits(saved.deviceLimit).map((count) => [
        count,
        count === '0' ? 'Any number' : `${count} at most`,
      ]),
    },
  ]
}

export const logOutChoices: readonly SettingChoice[] = [
  {
    name: 'tellTabs',
    label: 'Tell other tabs',
    about:
      'Off, they show who was signed in until they ask again. The application measures how long.',
    options: onOff('On, by BroadcastChannel', 'Off'),
  },
  {
    name: 'clearSiteData',
    label: 'Clear-Site-Data',
    about:
      'Only on https, or on this machine. With cookies, the cookie of your workspace goes as well, and with it the workspace. The application measures what is left.',
    options: Object.entries(groupWords.clearSiteData),
  },
]
