// What a person typed into a view, as plain texts by field name. Slack's state is nested by block_id and action_id;
// a block_id is the field's name, with a suffix where the input had to show a new value.

export type Typed = Readonly<Record<string, string>>

/**
 * Empty fields are left out, of several choices each is kept, with commas between.
 * @param state of a view: docs.slack.dev/reference/views, `state.values`
 */
export function readTyped(state: { values: Record<string, Record<string, object>> }): Typed {
  const typed: Record<string, string> = {}
  for (const [blockId, elements] of Object.entries(state.values)) {
    const [element = {}] = Object.values(elements)
    // `value`, or by the kind of element selected_option, selected_date, selected_user, selected_options …
    const found = Object.entries(element).find(([key]) => key === 'value' || key.startsWith('selected_'))
    const text = toText(found?.[1])
    if (text) typed[fieldName(blockId)] = text
  }
  return typed
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(',')
  if (typeof value === 'object' && value !== null && 'value' in value) return toText(value.value)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export interface TypedFile {
  id: string
  name: string
  /** Bytes, as Slack says. */
  size: number
}

/** The files of a view's file inputs, by field name; fields without one are left out. */
export function readFiles(state: {
  values: Record<string, Record<string, object>>
}): Readonly<Record<string, readonly TypedFile[]>> {
  const files: Record<string, readonly TypedFile[]> = {}
  for (const [blockId, elements] of Object.entries(state.values)) {
    const [element = {}] = Object.values(elements)
    if (!('files' in element) || !Array.isArray(element.files)) continue
    const found = element.files.map(({ id, name, size }) => ({
      id: String(id),
      name: String(name),
      size: Number(size),
    }))
    if (found.length > 0) files[fieldName(blockId)] = found
  }
  return files
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
