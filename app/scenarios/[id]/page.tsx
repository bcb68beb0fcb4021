import type { Metadata } from 'next'
import { findAttack } from '#lib/scenarios/attacks/registry.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { nothingHere, nothingHereMetadata } from '#app/_ui/nothing-here.tsx'
import { NotKnown } from '#app/_ui/not-known.tsx'
import { questions } from '../questions.ts'
import { guesses as attackGuesses } from './_attack/guess.ts'
import { AttackPage } from './_attack/attack-page.tsx'
import { wordsOf } from './address.ts'
import { EventPage } from './event-page.tsx'
import { guesses } from './guess.ts'
import type { Query } from '#app/_data/query.ts'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Query>
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

export default async function ScenarioPage({ params, searchParams }: Props) {
  const { id } = await params
  const query = await searchParams
  const scenario = findEvent(id)
  if (scenario) {
    return (
      <>
        <NotKnown query={query} words={wordsOf(guesses)} />
        <EventPage scenario={scenario} />
      </>
    )
  }
  const attack = findAttack(id)
  if (!attack) return nothingHere()
  return (
    <>
      <NotKnown query={query} words={wordsOf(attackGuesses)} />
      <AttackPage attack={attack} />
    </>
  )
}
