// What a menu offers: options of the form itself, the app's suggestions, or people and channels of the workspace.
import { optionsIn } from '../../slack/blocks.ts'
import { type Json, objectsIn, textIn, wordsIn } from '../../slack/json.ts'
import type { ScreenAnswer } from '../../slack/people/screen-types.ts'
import { useActing } from './acting.ts'

export interface Choice {
  value: string
  text: string
  description?: string
}

export interface ChoiceGroup {
  label: string
  choices: Choice[]
}

export interface Choices {
  /** Below so many characters nothing is asked. */
  least: number
  /** Whether the app is asked at each change. */
  isAsked: boolean
  /** Groups that fit the text; undefined when the app did not answer. */
  find(text: string): Promise<ChoiceGroup[] | undefined>
  /** A person or channel by id. */
  named(id: string): Choice
}

export function useChoices({
  element,
  search,
}: {
  element: Json
  search(text: string): Promise<ScreenAnswer>
}): Choices {
  const { directory } = useActing()
  const type = textIn(element.type)
  const people = type.includes('users')
    ? directory.users.map(({ id, realName }) => ({ value: id, text: realName }))
    : directory.channels.map(({ id, name }) => ({ value: id, text: `#${name}` }))
  const named = (id: string) => people.find(choice => choice.value === id) ?? { value: id, text: id }
  if (type.includes('external')) {
    const least = element.min_query_length
    return {
      least: typeof least === 'number' ? least : 3,
      isAsked: true,
      named,
      async find(text) {
        const answer = await search(text)
        if (!answer.ok) return undefined
        return [{ label: '', choices: (answer.options ?? []).map(toChoice) }]
      },
    }
  }
  const groups = type.includes('static') ? groupsOf(element) : [{ label: '', choices: people }]
  return { least: 0, isAsked: false, named, find: async text => fitting(groups, text) }
}

const toChoice = (option: Json): Choice => ({
  value: textIn(option.value),
  text: wordsIn(option.text),
  ...(wordsIn(option.description) && { description: wordsIn(option.description) }),
})

function groupsOf(element: Json): ChoiceGroup[] {
  const groups = objectsIn(element.option_groups)
  if (groups.length === 0) return [{ label: '', choices: optionsIn(element).map(toChoice) }]
  return groups.map(group => ({ label: wordsIn(group.label), choices: optionsIn(group).map(toChoice) }))
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function fitting(groups: ChoiceGroup[], text: string): ChoiceGroup[] {
  const wanted = plain(text.trim())
  return groups
    .map(group => ({
      ...group,
      choices: group.choices.filter(choice => plain(choice.text).includes(wanted)),
    }))
    .filter(group => group.choices.length > 0)
}
