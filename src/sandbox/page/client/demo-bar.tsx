// The playground's controls in the bar on top: Slack or API, the hotel's clock, the tour, a new beginning.
import { useEffect, useId, useReducer, useState } from 'react'
import type { ClockMove } from '../../demo/hotel-clock.ts'
import { speakDemo } from './demo-words.ts'
import { deskNow } from './live.ts'
import { askDemo, sideAddress, useDemo, usePageLanguage, useSide, useTourIsOpen } from './use-demo.ts'

const moves: readonly ClockMove[] = ['quarter', 'hour', 'morning']

export function DemoBar() {
  const demo = useDemo()
  const side = useSide()
  const [language, speak] = usePageLanguage()
  const [isTourOpen, openTour] = useTourIsOpen()
  const [isUnfolded, unfold] = useState(false)
  const moreId = useId()
  const say = speakDemo(language)
  if (!demo) return null
  return (
    <div className="demo-bar" lang={language}>
      <nav aria-label={say('parts')}>
        {demo.hasSlack && (
          <a href={sideAddress({ kind: 'slack' })} aria-current={side.kind === 'slack' ? 'page' : undefined}>
            {say('slack')}
          </a>
        )}
        <a href={sideAddress({ kind: 'api' })} aria-current={side.kind === 'api' ? 'page' : undefined}>
          {say('api')}
        </a>
      </nav>
      <button
        type="button"
        className="more"
        aria-expanded={isUnfolded}
        aria-controls={moreId}
        aria-label={say('more')}
        onClick={() => unfold(!isUnfolded)}
      >
        ⋯
      </button>
      <div className="demo-more" id={moreId} data-open={isUnfolded}>
        {demo.playground && (
          <>
            <HotelClock timeZone={demo.playground.timeZone} />
            <button type="button" aria-pressed={isTourOpen} onClick={() => openTour(!isTourOpen)}>
              {say('tour')}
            </button>
            <StartOver isResetting={demo.playground.isResetting} />
          </>
        )}
        <button
          type="button"
          className="quiet"
          lang={language === 'en' ? 'es' : 'en'}
          onClick={() => speak(language === 'en' ? 'es' : 'en')}
        >
          {say('language')}
        </button>
      </div>
    </div>
  )
}

function HotelClock({ timeZone }: { timeZone: string }) {
  const [language] = usePageLanguage()
  const say = speakDemo(language)
  const now = useTicking()
  const [isMoving, setMoving] = useState(false)
  const move = async (by: ClockMove) => {
    setMoving(true)
    await askDemo({ do: 'move', by })
    setMoving(false)
  }
  const format = new Intl.DateTimeFormat(language === 'es' ? 'es-ES' : 'en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (
    <fieldset className="clock" disabled={isMoving}>
      <legend className="unseen">{say('moveClock')}</legend>
      <span title={`${say('hotelTime')} · ${timeZone}`}>
        <span aria-hidden="true">🕗 </span>
        <span className="unseen">{say('hotelTime')} </span>
        <time>{format.format(now)}</time>
      </span>
      {moves.map(by => (
        <button key={by} type="button" onClick={() => void move(by)}>
          {say(by)}
        </button>
      ))}
      {isMoving && (
        <span className="unseen" role="status">
          {say('moving')}
        </span>
      )}
    </fieldset>
  )
}

/** The desk's clock, looked at every second, and whenever something is drawn anew: also when it was moved. */
function useTicking(): number {
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0)
  useEffect(() => {
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [])
  return deskNow()
}

function StartOver({ isResetting }: { isResetting: boolean }) {
  const [language] = usePageLanguage()
  const say = speakDemo(language)
  const [isAsking, ask] = useState(false)
  const questionId = useId()
  if (isResetting) return <span role="status">{say('resetting')}</span>
  if (!isAsking) {
    return (
      <button type="button" onClick={() => ask(true)}>
        {say('reset')}
      </button>
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset with a visible legend would not stand in one line
    <span role="group" className="start-over" aria-labelledby={questionId}>
      <span id={questionId}>{say('resetAsk')}</span>
      <button
        type="button"
        className="danger"
        // biome-ignore lint/a11y/noAutofocus: the question has just been asked for
        autoFocus
        onClick={() => {
          ask(false)
          void askDemo({ do: 'reset' })
        }}
      >
        {say('resetYes')}
      </button>
      <button type="button" onClick={() => ask(false)}>
        {say('no')}
      </button>
    </span>
  )
}
