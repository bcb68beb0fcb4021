import { readable } from '#lib/evidence/words/durations.ts'
import { ladders, settingsOf, sliders } from '#lib/scenarios/plays/lifetimes.ts'
import { FormInPlace } from '../_chapter/form-in-place.tsx'
import { Slider } from '../_chapter/slider.tsx'
import { HERE, PLAY, type Play } from './address.ts'
import { sliderWords } from './words.ts'

/** The lifetimes, each a slider; without JavaScript they are sent by the button. */
export function Sliders({ play }: { play: Play }) {
  const settings = settingsOf(play)
  return (
    <FormInPlace action={HERE} className="panel grid content-start gap-2 p-4">
      <input type="hidden" name="question" value={play.question} />
      <input type="hidden" name="skew" value={play.skew} />
      {sliders.map((slider) => {
        const { title, about } = sliderWords[slider]
        const asked = ladders[slider][play[slider]]
        const cut = settings[slider] !== asked
        return (
          <Slider
            key={slider}
            name={slider}
            title={title}
            positions={ladders[slider].map((seconds) => readable(seconds))}
            position={play[slider]}
          >
            <span className={`label ${cut ? 'text-in' : ''}`}>
              {cut ? `cut to ${readable(settings[slider])}: it cannot outlast the session` : about}
            </span>
          </Slider>
        )
      })}
      <button
        type="submit"
        formAction={`${HERE}#${PLAY}`}
        className="button button-small mt-1 justify-self-start"
      >
        Measure it
      </button>
    </FormInPlace>
  )
}
