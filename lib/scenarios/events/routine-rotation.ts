import type { Scenario } from '../stage.ts'

export const routineRotation: Scenario = {
  event: 'routine-rotation',
  title: 'Rotate the keys as a routine',
  story:
    'The operator changes the signing keys; the old ones sign no more, and verify for as long as anything that they signed may live.',
  stays: ['victim', 'laptop', 'bystander'],
  play: ({ operator }) => operator.rotateKeys('routine'),
}
