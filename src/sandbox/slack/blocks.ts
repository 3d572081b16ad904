// Walking Block Kit: filling in the ids that Slack makes up, and finding the elements that a person can use.
import { isJson, type Json, objectIn, objectsIn, textIn, wordsIn } from './json.ts'

/** An interactive element where it stands. */
export interface Placed {
  block: Json
  blockId: string
  element: Json
  actionId: string
  type: string
  /** What a person would call it: an input's label, a button's text, a select's section text or placeholder. */
  label: string
  isInput: boolean
}

const notInteractive = new Set(['image', 'mrkdwn', 'plain_text', 'text', 'card'])

/** The elements of one block that may carry an action_id. */
function elementsOf(block: Json): Json[] {
  switch (block.type) {
    case 'section':
      return isJson(block.accessory) ? [block.accessory] : []
    case 'input':
      return isJson(block.element) ? [block.element] : []
    case 'card':
      return objectsIn(block.actions)
    case 'actions':
    case 'context_actions':
      return objectsIn(block.elements)
    default:
      return []
  }
}

/** All blocks in reading order, with those inside containers and carousels. */
function flatBlocks(blocks: Json[]): Json[] {
  return blocks.flatMap(block => {
    const inner = block.type === 'carousel' ? block.elements : block.child_blocks
    return [block, ...flatBlocks(objectsIn(inner))]
  })
}

/** A deep copy in which every block has a block_id and every interactive element an action_id. */
export function withIds(blocks: Json[], nextId: () => string): Json[] {
  const copy = objectsIn(structuredClone(blocks))
  for (const block of flatBlocks(copy)) {
    block.block_id ??= nextId()
    for (const element of elementsOf(block)) {
      if (!notInteractive.has(textIn(element.type))) element.action_id ??= nextId()
    }
  }
  return copy
}

export function placedElements(blocks: Json[]): Placed[] {
  return flatBlocks(blocks).flatMap(block =>
    elementsOf(block)
      .filter(element => !notInteractive.has(textIn(element.type)))
      .map(element => ({
        block,
        blockId: textIn(block.block_id),
        element,
        actionId: textIn(element.action_id),
        type: textIn(element.type),
        label: labelOf(block, element),
        isInput: block.type === 'input',
      })),
  )
}

function labelOf(block: Json, element: Json): string {
  if (block.type === 'input') return wordsIn(block.label)
  const own = wordsIn(element.text) || textIn(element.accessibility_label)
  if (own) return own
  return block.type === 'section' ? wordsIn(block.text) : wordsIn(element.placeholder)
}

/** The options of a select, radio, checkbox or overflow element, groups flattened. */
export function optionsIn(holder: Json): Json[] {
  return [
    ...objectsIn(holder.options),
    ...objectsIn(holder.option_groups).flatMap(group => objectsIn(group.options)),
  ]
}

export const isButton = (placed: Placed): boolean =>
  placed.type === 'button' || placed.type === 'icon_button' || placed.type === 'workflow_button'

export const confirmOf = (placed: Placed): Json | undefined =>
  isJson(placed.element.confirm) ? objectIn(placed.element.confirm) : undefined
