import { lastReport } from '#app/_runs/report-file.ts'
import { requirementName } from '#lib/evidence/requirement.ts'
import { mediumWords } from '#lib/evidence/words/verdicts.ts'
import { media } from '#lib/evidence/names.ts'
import { groups, type Attack } from '#lib/scenarios/attacks/attack.ts'
import { attacks, predictionFor } from '#lib/scenarios/attacks/registry.ts'
import { requirements } from '#lib/scenarios/attacks/requirements.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { presets } from '#lib/workspace/presets.ts'
import { describe } from '#lib/strategies/describe.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { Link } from '#app/_ui/link.tsx'
import { Highlighted } from '#app/_source/highlighted.tsx'
import { settingsText } from './settings-text.ts'
import { AttackStory } from './attack-story.tsx'
import { lastEvidence } from './evidence.ts'
import { stopAt } from '../../walk.ts'
import { GoOn } from '../go-on.tsx'
import { playable } from '../playable.ts'
import { Standing } from '../standing.tsx'
import { sourceOf } from './source.ts'

/** The story of an attack: does the attacker get what it wants? */
export async function AttackPage({ attack }: { attack: Attack }) {
  const { id, group, title, story, oneSided } = attack
  const [source, report] = await Promise.all([sourceOf(attack), lastReport()])
  const ordered = Object.keys(groups).flatMap((name) => attacks.filter((own) => own.group === name))
  const next = ordered[(ordered.indexOf(attack) + 1) % ordered.length]
  // A guess is worth making where it can go wrong: where the attack works, or can be played at all.
  const predictions = strategies.map((strategy) => ({
    id: strategy.id,
    comes: predictionFor(attack, strategy, defaultSettings),
  }))
  const first =
    predictions.find((own) => own.id === stopAt(id)?.strategy) ??
    predictions.find(({ comes }) => comes === 'works') ??
    predictions.find(({ comes }) => comes === 'fails')
  const isLive = attack.media.includes('process')
  return (
    <>
      <p className="text-sm">
        <Link href="/scenarios">All scenarios</Link>
      </p>
      <h1 className="mt-1 text-2xl sm:text-3xl">{title}</h1>
      <Standing id={id} />
      <p className="mt-2 max-w-prose text-soft">
        {groups[group]}. Does the attacker get what it wants?
      </p>
      <AttackStory
        attack={{ id, title, story, isLive, oneSided: oneSided ?? null }}
        first={first?.id}
        settings={settingsText(attack)}
        media={media.filter((medium) => attack.media.includes(medium))}
        strategies={strategies.map((own) => playable(describe(own, defaultSettings)))}
        presets={presets.map(({ id: own, title: name }) => ({ id: own, title: name }))}
        evidence={lastEvidence(attack, report)}
      />
      <Requirements attack={attack} />
      <section aria-labelledby="source" className="mt-10">
        <h2 id="source" className="text-lg">
          Its source
        </h2>
        <p className="mt-1 mb-3 max-w-prose text-sm text-soft">
          The very file that is played, against every strategy,{' '}
          {attack.media.map((medium) => mediumWords[medium]).join(', ')}.
        </p>
        {source ? <Highlighted source={source} /> : <p>The source is not beside this server.</p>}
      </section>
      <GoOn id={id} otherwise={next} />
    </>
  )
}

function Requirements({ attack }: { attack: Attack }) {
  const own = attack.requirements.map((id) => ({ id, ...requirements[id] }))
  return (
    <section aria-labelledby="standards" className="mt-10">
      <h2 id="standards" className="text-lg">
        Requirements that it speaks to
      </h2>
      {own.length === 0 ? (
        <p className="mt-1 max-w-prose text-sm text-soft">None of the standards that we follow.</p>
      ) : (
        <ul className="mt-3 grid gap-2 md:grid-cols-2 xl:grid-cols-3">
          {own.map(({ id, standard, number, url, text }) => (
            <li key={id} className="panel p-4 text-sm">
              <a href={url} rel="noreferrer">
                {requirementName({ standard, number })}
              </a>
              <p className="mt-1 text-soft">{text}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
