// A modal as Slack frames it: title, blocks, close and submit; the keyboard stays inside, and goes back afterwards.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ScreenView } from '../../slack/people/screen-types.ts'
import { useActing } from './acting.ts'
import { Blocks, isControl } from './blocks.tsx'
import { keepFocus, useFirstFocus } from './focus.ts'
import { saySilent } from './words.ts'

interface ModalProps {
  view: ScreenView
  depth: number
  /** A confirm dialog lies on top. */
  isCovered: boolean
}

export function Modal({ view, depth, isCovered }: ModalProps) {
  const { directory, language, say, perform } = useActing()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const frame = useRef<HTMLFormElement>(null)
  useFirstFocus(frame, '.modal-body :is(input, textarea, select, button)')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!view.submit || isBusy) return
    setBusy(true)
    setProblem(undefined)
    const answer = await perform({ do: 'submit' })
    setBusy(false)
    if (!answer.ok && answer.kind === 'late') setProblem(saySilent(language, 'late', directory.app.name))
  }
  const firstWrong = Object.keys(view.errors)[0]
  useEffect(() => {
    if (firstWrong) frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [firstWrong])
  const titleId = `${view.id}-title`
  const close = (all: boolean) => void perform({ do: 'close', all })
  return (
    <div className="veil">
      <form
        ref={frame}
        className="modal"
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        inert={isCovered}
        noValidate
        onSubmit={event => void submit(event)}
        onKeyDown={event => {
          if (event.key === 'Escape') close(false)
          else keepFocus(event, frame.current)
        }}
      >
        <header>
          {depth > 1 && (
            <button type="button" className="plain" aria-label={say('back')} onClick={() => close(false)}>
              ‹
            </button>
          )}
          <span className="avatar" aria-hidden="true">
            🛎️
          </span>
          <h2 id={titleId}>{view.title}</h2>
          <button type="button" className="plain" aria-label={say('close')} onClick={() => close(true)}>
            ×
          </button>
        </header>
        <div
          className="modal-body"
          // What may scroll must be reachable by keyboard.
          tabIndex={view.blocks.some(isControl) ? undefined : 0}
        >
          {view.hasTrouble && (
            <p className="banner" role="alert">
              ⚠️ {problem ?? say('trouble')}
            </p>
          )}
          <Blocks blocks={view.blocks} values={view.values} errors={view.errors} at={{ view: view.id }} />
        </div>
        <footer>
          <button type="button" className="button" onClick={() => close(false)}>
            {view.close || say('cancel')}
          </button>
          {view.submit && (
            <button
              type="submit"
              className="button"
              data-style="primary"
              aria-busy={isBusy}
              disabled={isBusy}
            >
              {view.submit}
            </button>
          )}
        </footer>
      </form>
    </div>
  )
}
