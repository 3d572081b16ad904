// Block Kit: what only shows something is drawn by slack-blocks-to-jsx; what a person can use is ours, and live.
import { type Block, Message } from 'slack-blocks-to-jsx'
import type { ViewValues } from '../../slack/form-state.ts'
import { isJson, type Json, objectsIn, textIn, wordsIn } from '../../slack/json.ts'
import type { ScreenPlace } from '../../slack/people/screen-types.ts'
import { useActing } from './acting.ts'
import { Control } from './control.tsx'
import { slackDate } from './dates.ts'
import { InputBlock } from './input-block.tsx'
import { standIn } from './pictures.ts'

export interface Surface {
  values: ViewValues
  /** By block_id. */
  errors?: Record<string, string>
  at: ScreenPlace
}

export function Blocks({ blocks, ...surface }: Surface & { blocks: Json[] }) {
  // Neighbours that only show something are drawn together.
  const groups: { isUsable: boolean; blocks: Json[] }[] = []
  for (const block of blocks) {
    const isUsable = usable(block)
    const last = groups.at(-1)
    if (last && !isUsable && !last.isUsable) last.blocks.push(block)
    else groups.push({ isUsable, blocks: [block] })
  }
  return (
    <div className="blocks">
      {groups.map(group => {
        const [first] = group.blocks
        const key = textIn(first?.block_id)
        if (first && group.isUsable) return <UsableBlock key={key} block={first} {...surface} />
        return <Drawn key={key} blocks={group.blocks} />
      })}
    </div>
  )
}

/** Whether it can be reached with the keyboard. */
export const isControl = (block: Json): boolean => block.type !== 'image' && usable(block)

function usable(block: Json): boolean {
  if (block.type === 'section') return isJson(block.accessory) && block.accessory.type !== 'image'
  // The renderer would put a button without a name on a picture.
  return block.type === 'actions' || block.type === 'input' || block.type === 'image'
}

function UsableBlock({ block, ...surface }: Surface & { block: Json }) {
  const blockId = textIn(block.block_id)
  switch (block.type) {
    case 'actions':
      return (
        <div className="actions">
          {objectsIn(block.elements).map(element => (
            <Control key={textIn(element.action_id)} block={block} element={element} {...surface} />
          ))}
        </div>
      )
    case 'image':
      return <img className="picture" src={standIn(textIn(block.image_url))} alt={textIn(block.alt_text)} />
    case 'input':
      return <InputBlock key={blockId} block={block} {...surface} />
    default: {
      const { accessory, ...rest } = block
      return (
        <div className="with-accessory">
          <Drawn blocks={[rest]} />
          <Control
            block={block}
            element={isJson(accessory) ? accessory : {}}
            label={wordsIn(block.text)}
            {...surface}
          />
        </div>
      )
    }
  }
}

/**
 * The renderer takes `verbatim` for "no markup at all"; Slack only leaves bare addresses and names unlinked. And it
 * would load pictures from outside.
 */
function forRenderer(block: Json): Json {
  const change = (key: string, value: unknown) => {
    if (key === 'verbatim') return undefined
    return key === 'image_url' ? standIn(textIn(value)) : value
  }
  return JSON.parse(JSON.stringify(block, change))
}

/** The renderer's types are narrower than what an app may send; a block that it does not know it leaves out. */
function Drawn({ blocks }: { blocks: Json[] }) {
  const { directory, viewer } = useActing()
  return (
    <Message
      withoutWrapper
      logo=""
      name=""
      theme="light"
      blocks={blocks.map(forRenderer) as unknown as Block[]}
      data={{
        users: [
          ...directory.users.map(({ id, realName }) => ({ id, name: realName })),
          { id: directory.app.userId, name: directory.app.name },
        ],
        channels: directory.channels,
        user_groups: directory.groups,
      }}
      hooks={{
        date: ({ timestamp, format, fallback }) => {
          const seconds = Number(timestamp)
          return Number.isFinite(seconds) ? slackDate(seconds, format, viewer) : fallback
        },
      }}
    />
  )
}
