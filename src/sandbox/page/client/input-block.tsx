// An input of a form: label, field, hint, and the error beside the field.
import { flagIn, isJson, type Json, textIn, wordsIn } from '../../slack/json.ts'
import { useActing } from './acting.ts'
import type { Surface } from './blocks.tsx'
import { Field } from './field.tsx'
import { base64Of } from './files.ts'
import { sayAsSlack } from './words.ts'

export function InputBlock({ block, values, errors = {}, at }: Surface & { block: Json }) {
  const { language, say, perform } = useActing()
  const element = isJson(block.element) ? block.element : {}
  const blockId = textIn(block.block_id)
  const actionId = textIn(element.action_id)
  const where = 'view' in at ? at.view : at.message
  const id = `${where}-${blockId}`
  const error = errors[blockId]
  const hint = wordsIn(block.hint)
  const ids = { at, blockId, actionId }
  const label = wordsIn(block.label)
  return (
    <div className="input" data-wrong={error !== undefined}>
      <label htmlFor={id} id={`${id}-label`}>
        {label} {flagIn(block.optional) && <span className="optional">{say('optional')}</span>}
      </label>
      <Field
        id={id}
        element={element}
        label={label}
        describedBy={[error !== undefined && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')}
        isWrong={error !== undefined}
        isRequired={!flagIn(block.optional)}
        value={values[blockId]?.[actionId] ?? {}}
        change={(value, isTyping = false) => void perform({ do: 'choose', ...ids, value, isTyping })}
        attach={async file =>
          perform({ do: 'attach', ...ids, name: file.name, content: await base64Of(file) })
        }
        search={text => perform({ do: 'search', ...ids, text })}
      />
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {sayAsSlack(language, error)}
        </p>
      )}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
