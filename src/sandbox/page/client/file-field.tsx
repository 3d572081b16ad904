// A file_input: files are taken at once, as Slack does, and can be taken out again before the form is sent.
import { useState } from 'react'
import { objectsIn, textIn, textsIn } from '../../slack/json.ts'
import { useActing } from './acting.ts'
import type { FieldProps } from './field.tsx'
import { sizeOf } from './files.ts'
import { sayAsSlack } from './words.ts'

export function FileField({ id, element, label, describedBy, isWrong, value, change, attach }: FieldProps) {
  const { screen, language, say } = useActing()
  const [problem, setProblem] = useState<string>()
  const files = objectsIn(value.files)
  const take = async (chosen: File[]) => {
    setProblem(undefined)
    for (const file of chosen) {
      const answer = await attach?.(file)
      if (answer && !answer.ok) setProblem(sayAsSlack(language, answer.problem))
    }
  }
  return (
    <div className="files">
      {files.map(file => (
        <span key={textIn(file.id)} className="chip">
          📎 {textIn(file.name)} · {sizeOf(Number(file.size), screen.locale)}
          <button
            type="button"
            aria-label={`${say('clear')}: ${textIn(file.name)}`}
            onClick={() => change(files.map(each => textIn(each.id)).filter(each => each !== file.id))}
          >
            ×
          </button>
        </span>
      ))}
      <input
        id={id}
        type="file"
        aria-label={label}
        aria-describedby={describedBy || undefined}
        aria-invalid={isWrong}
        multiple={element.max_files !== 1}
        accept={textsIn(element.filetypes)
          .map(type => `.${type}`)
          .join(',')}
        onChange={event => {
          const chosen = [...(event.target.files ?? [])]
          event.target.value = ''
          void take(chosen)
        }}
      />
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
