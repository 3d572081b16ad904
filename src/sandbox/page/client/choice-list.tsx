// Checkboxes and radio buttons.
import { optionsIn } from '../../slack/blocks.ts'
import { textIn, wordsIn } from '../../slack/json.ts'
import type { FieldProps } from './field.tsx'
import { useKept } from './kept.ts'

interface ChoiceListProps extends FieldProps {
  kind: 'checkbox' | 'radio'
  chosen: string[]
}

export function ChoiceList({ id, element, label, describedBy, kind, ...kept }: ChoiceListProps) {
  const [chosen, choose] = useKept(kept.chosen, next =>
    kept.change(kind === 'radio' ? (next[0] ?? '') : next),
  )
  return (
    <fieldset className="choice-list" id={id} aria-label={label} aria-describedby={describedBy || undefined}>
      {optionsIn(element).map(option => {
        const value = textIn(option.value)
        return (
          <label key={value}>
            <input
              type={kind}
              name={id}
              value={value}
              checked={chosen.includes(value)}
              onChange={event => {
                if (kind === 'radio') choose([value])
                else choose(event.target.checked ? [...chosen, value] : chosen.filter(each => each !== value))
              }}
            />
            <span>
              {wordsIn(option.text)}
              {wordsIn(option.description) && (
                <span className="describes">{wordsIn(option.description)}</span>
              )}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
