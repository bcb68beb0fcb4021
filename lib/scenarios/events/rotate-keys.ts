import type { Scenario } from '../stage.ts'

export const rotateKeys: Scenario = {
  event: 'rotate-keys',
  title: 'Rotate the keys',
  story: 'In an emergency, the operator throws the signing keys away.',
  stays: ['victim', 'laptop', 'bystander'],
  play: ({ operator }) => operator.rotateKeys('emergency'),
}
