// The guided tour, one step at a time, under the bar: it ticks itself off by what really happened.
import { Fragment, useState } from 'react'
import { tourSteps } from '../../demo/tour-steps.ts'
import { writePlace } from './place.ts'
import { type StepWords, tourFrame, tourWords } from './tour-words.ts'
import { sideAddress, useDemo, usePageLanguage, useTourIsOpen } from './use-demo.ts'

export function TourStrip() {
  const [isOpen, open] = useTourIsOpen()
  const playground = useDemo()?.playground
  if (!isOpen || !playground) return null
  // A new beginning is a new tour.
  return <Tour key={playground.life} toured={playground.toured} close={() => open(false)} />
}

function Tour({ toured, close }: { toured: readonly string[]; close(): void }) {
  const [language] = usePageLanguage()
  const say = (key: keyof typeof tourFrame) => tourFrame[key][language]
  const [skipped, setSkipped] = useState<readonly string[]>([])
  // Undefined: the first step that is neither done nor skipped.
  const [looked, lookAt] = useState<number>()
  const isDone = (index: number) => toured.includes(tourSteps[index] ?? '')
  const open = tourSteps.findIndex(step => !toured.includes(step) && !skipped.includes(step))
  const at = looked !== undefined && !isDone(looked) ? looked : open
  const step = tourSteps[at]
  const words = step && tourWords[step][language]
  return (
    <section className="tour" aria-label={say('label')} lang={language}>
      <ol className="tour-steps">
        {tourSteps.map((each, index) => (
          <li key={each}>
            <button
              type="button"
              aria-current={index === at ? 'step' : undefined}
              data-done={isDone(index)}
              aria-label={`${say('step')} ${index + 1}: ${tourWords[each][language].title}${isDone(index) ? `, ${say('done')}` : ''}`}
              onClick={() => lookAt(index)}
            >
              {isDone(index) ? '✓' : index + 1}
            </button>
          </li>
        ))}
      </ol>
      <div className="tour-text" role="status">
        {words ? (
          <>
            <strong>{words.title}.</strong>{' '}
            <StepText words={words} copyLabel={say('copy')} copiedLabel={say('copied')} />
          </>
        ) : (
          say('end')
        )}
      </div>
      <div className="tour-buttons">
        {words && (
          <a href={words.place ? writePlace(words.place) : sideAddress({ kind: 'api' })}>{say('show')}</a>
        )}
        {step && (
          <button
            type="button"
            onClick={() => {
              setSkipped([...skipped, step])
              lookAt(undefined)
            }}
          >
            {say('skip')}
          </button>
        )}
        <button type="button" onClick={close} aria-label={say('close')} title={say('close')}>
          ✕
        </button>
      </div>
    </section>
  )
}

/** What is typed can be copied; what is pressed stands out. */
function StepText({
  words,
  copyLabel,
  copiedLabel,
}: {
  words: StepWords
  copyLabel: string
  copiedLabel: string
}) {
  const [copied, setCopied] = useState<string>()
  return words.text.split(/(`[^`]+`|\*[^*]+\*)/).map((part, index) => {
    const key = `${index} ${part}`
    if (part.startsWith('*')) return <b key={key}>{part.slice(1, -1)}</b>
    if (!part.startsWith('`')) return <Fragment key={key}>{part}</Fragment>
    const code = part.slice(1, -1)
    return (
      <span key={key} className="typed">
        <code>{code}</code>
        <button
          type="button"
          aria-label={`${copyLabel}: ${code}`}
          onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(code))}
        >
          {copied === code ? copiedLabel : copyLabel}
        </button>
      </span>
    )
  })
}
