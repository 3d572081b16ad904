// "Are you sure?" before a press, as the app worded it.
import { useRef } from 'react'
import { type Json, wordsIn } from '../../slack/json.ts'
import { useActing } from './acting.ts'
import { keepFocus, useFirstFocus } from './focus.ts'

export function ConfirmDialog({ dialog, answer }: { dialog: Json; answer(isYes: boolean): void }) {
  const { say } = useActing()
  const frame = useRef<HTMLDivElement>(null)
  useFirstFocus(frame, 'footer button:last-child')
  return (
    <div className="veil">
      <div
        ref={frame}
        className="modal confirm"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="confirm-title"
        aria-describedby="confirm-text"
        tabIndex={-1}
        onKeyDown={event => {
          if (event.key === 'Escape') answer(false)
          else keepFocus(event, frame.current)
        }}
      >
        <header>
          <h2 id="confirm-title">{wordsIn(dialog.title)}</h2>
        </header>
        <p className="modal-body" id="confirm-text">
          {wordsIn(dialog.text)}
        </p>
        <footer>
          <button type="button" className="button" onClick={() => answer(false)}>
            {wordsIn(dialog.deny) || say('cancel')}
          </button>
          <button
            type="button"
            className="button"
            data-style={dialog.style === 'danger' ? 'danger' : 'primary'}
            onClick={() => answer(true)}
          >
            {wordsIn(dialog.confirm) || say('yes')}
          </button>
        </footer>
      </div>
    </div>
  )
}
