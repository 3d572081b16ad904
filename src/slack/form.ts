// What a person typed into a view, as plain texts by field name. Slack's state is nested by block_id and action_id;
// a block_id is the field's name, with a suffix where the input had to show a new value.

export type Typed = Readonly<Record<string, string>>

interface StateElement {
  value?: string | null
  selected_option?: { value: string } | null
  selected_date?: string | null
  selected_user?: string | null
  selected_options?: { value: string }[]
}

/** Empty fields are left out. */
export function readTyped(state: { values: Record<string, Record<string, StateElement>> }): Typed {
  const typed: Record<string, string> = {}
  for (const [blockId, elements] of Object.entries(state.values)) {
    const element = Object.values(elements)[0]
    const value =
      element?.value ?? element?.selected_option?.value ?? element?.selected_date ?? element?.selected_user
    const several = element?.selected_options?.map(option => option.value).join(',')
    const text = value ?? several
    if (text) typed[fieldName(blockId)] = text
  }
  return typed
}

export function fieldName(blockId: string): string {
  return blockId.replace(/~\d+$/, '')
}

/** Errors by field name → errors by the block_ids of this view; what has no block of its own goes to the first input. */
export function toViewErrors(
  errors: Readonly<Record<string, string>>,
  blocks: readonly { type: string; block_id?: string }[],
): Record<string, string> {
  const inputs = blocks.filter(block => block.type === 'input').flatMap(block => block.block_id ?? [])
  const placed: Record<string, string> = {}
  for (const [field, sentence] of Object.entries(errors)) {
    const blockId = inputs.find(id => fieldName(id) === field) ?? inputs[0]
    if (blockId) placed[blockId] = placed[blockId] ? `${placed[blockId]} ${sentence}` : sentence
  }
  return placed
}
