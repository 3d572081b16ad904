// What one check of one payload carries along: the problems found so far, and what must be unique or
// counted over the whole payload.

export type Surface = 'message' | 'modal' | 'home'

/** One thing that Slack would refuse (`error`) or may refuse, ignore or cut (`warning`). */
export interface Problem {
  /** JSON pointer into the checked value, such as `/blocks/2/accessory/options/0/text`; '' is the value itself. */
  pointer: string
  message: string
  severity: 'error' | 'warning'
  /** Slack's error code, where it is another one than the general `invalid_blocks` or `invalid_arguments`. */
  error?: string
}

export interface Walk {
  readonly surface: Surface
  readonly problems: Problem[]
  /** block_id → pointer of the block that has it. */
  readonly blockIds: Map<string, string>
  /** How many blocks of each type were met, at any depth. */
  readonly blockCounts: Map<string, number>
  /** Code points in blocks whose limit holds for the payload as a whole, by block type. */
  readonly payloadText: Map<string, number>
  /** action_id → pointer, in the block that is being walked. */
  actionIds: Map<string, string>
  /** Type of the block that is being walked. */
  host: string
  /** Pointer of the element that takes the focus. */
  focused: string | undefined
}

export function createWalk(surface: Surface): Walk {
  return {
    surface,
    problems: [],
    blockIds: new Map(),
    blockCounts: new Map(),
    payloadText: new Map(),
    actionIds: new Map(),
    host: '',
    focused: undefined,
  }
}

export function fail(walk: Walk, pointer: string, message: string, error?: string): void {
  walk.problems.push({ pointer, message, severity: 'error', ...(error === undefined ? {} : { error }) })
}

export function warn(walk: Walk, pointer: string, message: string, error?: string): void {
  walk.problems.push({ pointer, message, severity: 'warning', ...(error === undefined ? {} : { error }) })
}

/** A problem against a rule of which the table says how sure it is: only a warning where sources disagree. */
export function judge(walk: Walk, conf: 'med' | 'low' | undefined, pointer: string, message: string): void {
  if (conf === 'low') warn(walk, pointer, message)
  else fail(walk, pointer, message)
}

/** The pointer one step deeper (RFC 6901). */
export function at(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** Says so when `id` was met before; `what` names the kind of id in the message. */
export function claim(
  seen: Map<string, string>,
  id: string,
  pointer: string,
  walk: Walk,
  what: string,
): void {
  const first = seen.get(id)
  if (first === undefined) seen.set(id, pointer)
  else fail(walk, pointer, `${what} "${id}" is already used at ${first}`)
}
