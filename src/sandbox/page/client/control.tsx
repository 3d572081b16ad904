// One interactive element outside of an input block: pressing or choosing tells the app at once.
import { useState } from 'react'
import { isJson, type Json, textIn, wordsIn } from '../../slack/json.ts'
import type { ScreenAnswer } from '../../slack/people/screen-types.ts'
import { useActing } from './acting.ts'
import type { Surface } from './blocks.tsx'
import { Field } from './field.tsx'
import { Overflow } from './overflow.tsx'
import { sayAsSlack, saySilent } from './words.ts'

interface ControlProps extends Surface {
  block: Json
  element: Json
  /** What a field without a label of its own is called. */
  label?: string
}

export function Control({ block, element, label = '', values, at }: ControlProps) {
  const { directory, language, perform, confirm } = useActing()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const ids = { at, blockId: textIn(block.block_id), actionId: textIn(element.action_id) }

  const act = async (work: () => Promise<ScreenAnswer>) => {
    if (!(await confirm(isJson(element.confirm) ? element.confirm : undefined))) return
    setBusy(true)
    setProblem(undefined)
    const answer = await work()
    setBusy(false)
    if (answer.ok) return
    setProblem(
      answer.kind === 'refused'
        ? sayAsSlack(language, answer.problem)
        : saySilent(language, answer.kind, directory.app.name),
    )
  }
  const choose = (value: string | string[]) => act(() => perform({ do: 'choose', ...ids, value }))

  const drawn = () => {
    switch (element.type) {
      case 'button':
      case 'icon_button':
      case 'workflow_button':
        return (
          <button
            type="button"
            className="button"
            data-style={textIn(element.style) || 'default'}
            aria-label={textIn(element.accessibility_label) || undefined}
            aria-busy={isBusy}
            disabled={isBusy}
            onClick={() => {
              if (textIn(element.url)) open(textIn(element.url), '_blank', 'noopener')
              void act(() => perform({ do: 'press', ...ids }))
            }}
          >
            {wordsIn(element.text)}
          </button>
        )
      case 'overflow':
        return <Overflow element={element} isBusy={isBusy} choose={choose} />
      default:
        return (
          <Field
            id={`${ids.blockId} ${ids.actionId}`.replaceAll(/\s/g, '-')}
            element={element}
            label={wordsIn(element.placeholder) || label}
            value={values[ids.blockId]?.[ids.actionId] ?? {}}
            change={(value, isTyping) => {
              if (isTyping) void perform({ do: 'choose', ...ids, value, isTyping })
              else void choose(value)
            }}
            search={text => perform({ do: 'search', ...ids, text })}
          />
        )
    }
  }
  return (
    <span className="control">
      {drawn()}
      {problem && (
        <span className="press-problem" role="alert">
          ⚠️ {problem}
        </span>
      )}
    </span>
  )
}
