// Faults to switch on, each with what to expect on the Slack side.
import { useId } from 'react'
import type { FaultSwitch } from '../../loyalty/fault-switches.ts'
import { speakDemo, switchWords } from './demo-words.ts'
import { askDemo, usePageLanguage } from './use-demo.ts'

export function Switches({ switches }: { switches: readonly FaultSwitch[] }) {
  const [language] = usePageLanguage()
  const say = speakDemo(language)
  return (
    <section aria-labelledby="switches-title">
      <h2 id="switches-title">{say('switches')}</h2>
      <ul className="switches">
        {switches.map(each => (
          <Switch key={each.name} {...each} />
        ))}
      </ul>
    </section>
  )
}

function Switch({ name, isOn, lasts }: FaultSwitch) {
  const [language] = usePageLanguage()
  const say = speakDemo(language)
  const words = switchWords[name][language]
  const id = useId()
  return (
    <li>
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-expect`}
        onClick={() => void askDemo({ do: 'switch', name, isOn: !isOn })}
      >
        <span className="knob" aria-hidden="true" />
      </button>
      <div>
        <strong id={`${id}-name`}>{words.name}</strong>{' '}
        <span className="lasts">{say(lasts === 'until-off' ? 'untilOff' : 'nextWrite')}</span>
        <p id={`${id}-expect`}>{words.expect}</p>
      </div>
    </li>
  )
}
