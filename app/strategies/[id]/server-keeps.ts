import type { StrategyDefinition } from '#lib/strategies/contract.ts'

/** What the server keeps, in words, by the capabilities that a strategy asks for. */
const kept: Partial<Record<string, string>> = {
  sessions: 'a row for each session',
  revocations: 'revoked token ids and cut-off times, until the last token they hit has expired',
  refreshFamilies: 'a row for each sign-in, read at renewal',
  versions: 'a counter for each account',
  cutOffs: 'a cut-off time for each account, and one for everybody',
  librarySessions: "the library's own row for each session",
  replicatedRevocations:
    'revoked token ids and cut-off times in Redis, and a copy of all of them in the memory of every node',
  accounts: 'nothing of its own, but it reads the account',
  tokens: 'its signing keys',
}

/** Every capability is told, one without words of its own by its name. */
export function serverKeeps({ needs }: StrategyDefinition): string[] {
  const ofItsOwn = needs.filter((need) => need !== 'keys' && need !== 'tokens')
  const state = ofItsOwn.length > 0 ? [] : ['nothing about its sessions']
  const told = needs.filter((need) => need !== 'keys').map((need) => kept[need] ?? need)
  return [...state, ...told]
}
