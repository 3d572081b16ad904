// The element inside an input, by type. Whoever adds a type adds it here.
import { type Json, objectIn, objectsIn, textIn, textsIn, wordsIn } from '../../slack/json.ts'
import type { ScreenAnswer } from '../../slack/people/screen-types.ts'
import { ChoiceList } from './choice-list.tsx'
import { useChoices } from './choices.ts'
import { Combobox } from './combobox.tsx'
import { DateField } from './date-field.tsx'
import { FileField } from './file-field.tsx'
import { MultiCombobox } from './multi-combobox.tsx'
import { TextField } from './text-field.tsx'

export interface FieldProps {
  id: string
  element: Json
  /** For elements without a visible label, and for groups. */
  label: string
  describedBy?: string
  isWrong?: boolean
  isRequired?: boolean
  /** The element's entry in the state. */
  value: Json
  /** Options go by their values; `isTyping` while more may follow. */
  change(value: string | string[], isTyping?: boolean): void
  search(text: string): Promise<ScreenAnswer>
  /** Only inputs of forms take files. */
  attach?(file: File): Promise<ScreenAnswer>
}

export function Field(props: FieldProps) {
  const { element, value } = props
  const type = textIn(element.type)
  const choices = useChoices(props)
  switch (type) {
    case 'checkboxes':
      return (
        <ChoiceList
          {...props}
          kind="checkbox"
          chosen={objectsIn(value.selected_options).map(option => textIn(option.value))}
        />
      )
    case 'radio_buttons':
      return <ChoiceList {...props} kind="radio" chosen={[textIn(objectIn(value.selected_option).value)]} />
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateField {...props} />
    case 'static_select':
    case 'external_select':
      return <Combobox {...props} choices={choices} chosen={toChoice(objectIn(value.selected_option))} />
    case 'users_select':
    case 'channels_select':
    case 'conversations_select': {
      const id = textIn(value.selected_user ?? value.selected_channel ?? value.selected_conversation)
      return <Combobox {...props} choices={choices} chosen={choices.named(id)} />
    }
    case 'multi_static_select':
    case 'multi_external_select':
      return (
        <MultiCombobox
          {...props}
          choices={choices}
          chosen={objectsIn(value.selected_options).map(toChoice)}
        />
      )
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select': {
      const ids = textsIn(value.selected_users ?? value.selected_channels ?? value.selected_conversations)
      return <MultiCombobox {...props} choices={choices} chosen={ids.map(choices.named)} />
    }
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextField {...props} />
    case 'file_input':
      return <FileField {...props} />
    default:
      return <p className="hint">{`The playground does not draw a ${type}.`}</p>
  }
  function toChoice(option: Json) {
    return { value: textIn(option.value), text: wordsIn(option.text) }
  }
}
