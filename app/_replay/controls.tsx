'use client'

import { Icon } from '#app/_ui/icon.tsx'
import { speeds, type Player, type Speed } from './use-player.ts'

const isSpeed = (name: string): name is Speed => speeds.some((speed) => speed.name === name)

/** Play, pause, step and scrub. */
export function Controls({ player, spoken }: { player: Player; spoken: string }) {
  const { at, end, isPlaying, go } = player
  const icon = 'button min-w-9 px-2'
  return (
    <div className="unprinted">
      <div className="flex flex-wrap items-center gap-2">
        <button type="button" className={icon} aria-label="To the start" onClick={() => go(0)}>
          <Icon name="chevron-first" />
        </button>
        <button type="button" className={icon} aria-label="Step back" onClick={() => go(at - 1)}>
          <Icon name="chevron-left" />
        </button>
        <button
          type="button"
          className="button min-w-24"
          onClick={isPlaying ? player.pause : player.play}
        >
          <Icon name={isPlaying ? 'pause' : 'play'} />
          {isPlaying ? 'Pause' : 'Play'}
        </button>
        <button type="button" className={icon} aria-label="Step forward" onClick={() => go(at + 1)}>
          <Icon name="chevron-right" />
        </button>
        <button type="button" className={icon} aria-label="To the end" onClick={() => go(end)}>
          <Icon name="chevron-last" />
        </button>
        <label className="ml-auto flex items-center gap-2 text-sm">
          Speed
          <select
            className="field w-auto"
            value={player.speed}
            onChange={(event) => {
              if (isSpeed(event.target.value)) player.setSpeed(event.target.value)
            }}
          >
            {speeds.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </div>
      <input
        type="range"
        aria-label="Step of the story"
        aria-valuetext={`Step ${at + 1} of ${end + 1}: ${spoken}`}
        min={0}
        max={end}
        value={at}
        className="mt-2 h-6 w-full accent-accent"
        onChange={(event) => go(event.target.valueAsNumber)}
      />
    </div>
  )
}
