import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import { speeds, type Player, type Speed } from './use-player.ts'

const isSpeed = (name: string): name is Speed => speeds.some((speed) => speed.name === name)

/** Play, pause, step and scrub. */
export function Controls({ player, told }: { player: Player; told: string }) {
  const { at, end, isPlaying, go } = player
  const icon = 'button min-w-9 px-2'
  return (
    <div className="unprinted">
      <div className="flex flex-wrap items-center gap-2">
        <button type="button" className={icon} aria-label="To the start" onClick={() => go(0)}>
          <ChevronFirst size={16} aria-hidden />
        </button>
        <button type="button" className={icon} aria-label="Step back" onClick={() => go(at - 1)}>
          <ChevronLeft size={16} aria-hidden />
        </button>
        <button
          type="button"
          className="button min-w-24"
          onClick={isPlaying ? player.pause : player.play}
        >
          {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
          {isPlaying ? 'Pause' : 'Play'}
        </button>
        <button type="button" className={icon} aria-label="Step forward" onClick={() => go(at + 1)}>
          <ChevronRight size={16} aria-hidden />
        </button>
        <button type="button" className={icon} aria-label="To the end" onClick={() => go(end)}>
          <ChevronLast size={16} aria-hidden />
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
        aria-valuetext={`Step ${at + 1} of ${end + 1}: ${told}`}
        min={0}
        max={end}
        value={at}
        className="mt-2 h-6 w-full accent-accent"
        onChange={(event) => go(event.target.valueAsNumber)}
      />
    </div>
  )
}
