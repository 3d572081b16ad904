// A select that takes several: what is chosen as chips, and a combobox that adds.
import { useActing } from './acting.ts'
import type { Choice, Choices } from './choices.ts'
import { Combobox } from './combobox.tsx'
import type { FieldProps } from './field.tsx'

interface MultiComboboxProps extends FieldProps {
  choices: Choices
  chosen: Choice[]
}

const nothing: Choice = { value: '', text: '' }

export function MultiCombobox({ choices, chosen, ...props }: MultiComboboxProps) {
  const { say } = useActing()
  const { change } = props
  const values = chosen.map(choice => choice.value)
  const add = (value: string | string[]) => change([...new Set([...values, ...[value].flat()])])
  return (
    <div className="several">
      {chosen.map(choice => (
        <span key={choice.value} className="chip">
          {choice.text}
          <button
            type="button"
            aria-label={`${say('clear')}: ${choice.text}`}
            onClick={() => change(values.filter(value => value !== choice.value))}
          >
            ×
          </button>
        </span>
      ))}
      <Combobox {...props} choices={choices} chosen={nothing} isAdder change={add} />
    </div>
  )
}
