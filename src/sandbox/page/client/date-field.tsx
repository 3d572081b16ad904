// Date and time pickers: the browser's own, which phones and screen readers know.
import { textIn } from '../../slack/json.ts'
import type { FieldProps } from './field.tsx'
import { useKept } from './kept.ts'

const kinds: Record<string, string> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
}

export function DateField({ id, element, label, describedBy, isWrong, value, change }: FieldProps) {
  const seconds = value.selected_date_time
  const local = typeof seconds === 'number' ? new Date(seconds * 1000).toISOString().slice(0, 16) : ''
  const told = textIn(value.selected_date) || textIn(value.selected_time) || local
  const [shown, choose] = useKept(told, change)
  return (
    <input
      id={id}
      className="text-field date-field"
      type={kinds[textIn(element.type)]}
      aria-label={label}
      aria-describedby={describedBy || undefined}
      aria-invalid={isWrong}
      value={shown}
      onChange={event => choose(event.target.value)}
    />
  )
}
