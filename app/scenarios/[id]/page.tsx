import type { Metadata } from 'next'
import { findAttack } from '#lib/scenarios/attacks/registry.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { nothingHere, nothingHereMetadata } from '#app/_ui/nothing-here.tsx'
import { questions } from '../questions.ts'
import { AttackPage } from './_attack/attack-page.tsx'
import { EventPage } from './event-page.tsx'

interface Props {
  params: Promise<{ id: string }>
}

const findEvent = (id: string) => scenarios.find(({ event }) => event === id)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  const scenario = findEvent(id)
  if (scenario) {
    return { title: `Scenario: ${scenario.title}`, description: questions[scenario.event] }
  }
  const attack = findAttack(id)
  return attack
    ? { title: `Attack: ${attack.title}`, description: attack.story }
    : nothingHereMetadata
}

export default async function ScenarioPage({ params }: Props) {
  const { id } = await params
  const scenario = findEvent(id)
  if (scenario) return <EventPage scenario={scenario} />
  const attack = findAttack(id)
  if (!attack) return nothingHere()
  return <AttackPage attack={attack} />
}
