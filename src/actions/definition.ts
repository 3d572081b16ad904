// What a feature owes the one path that every write takes.
import type { z } from 'zod'
import type { Action, ActionKind } from '../domain/action.ts'
import type { Guest, OperationId } from '../domain/guest.ts'
import type { Decision, GuestFacts, Refusal, Today } from '../domain/policy.ts'
import type { Reference } from '../domain/reference.ts'
import type { DeskHotel } from '../domain/settings.ts'
import type { Staff } from '../domain/staff.ts'
import type { Language } from '../lib/words.ts'
import type { LoyaltyClient } from '../loyalty/client.ts'

/** What the write's own answer says. */
export interface Receipt {
  operationId?: OperationId
  /** Points that arrived, level bonus included, where the answer says so. */
  arrived?: number
  /** `arrived` is without the bonus: the answer does not name one. */
  bonusUnread?: boolean
}

export type Trace =
  | { kind: 'done'; receipt: Receipt }
  | { kind: 'not-found' }
  /** `isFinal`: looking again will not help, the write leaves no trace. */
  | { kind: 'cannot-tell'; isFinal: boolean }

/** What a card says besides the sentence: pairs in two columns, in the reader's language. */
export type Detail = readonly [label: string, value: string]

export interface WriteContext {
  /** Asked just before the first byte; false: too late, nothing is sent. */
  mayStillSend: () => boolean
  /** Read again before the write, where the definition asks for it. */
  guest: Guest | undefined
}

export interface ActionDefinition<Input = unknown> {
  kind: ActionKind
  /** Checked when the form is submitted, and again when the job reads the row. */
  input: z.ZodType<Input>
  /** Points added to the balance, negative when taken; undefined where the kind has none. */
  changeOf(input: Input): number | undefined
  /** `fresh`: the guest is read and decided on again just before the write; `as-shown`: the form's look was enough. */
  guestAtWrite: 'fresh' | 'as-shown'
  /** The guest is read again after the write, though no points were added or taken. */
  readsBack?: boolean
  /** The reference of the action that this one takes back. */
  undoes?(input: Input): Reference
  /** One of these per guest in that many milliseconds, else refused as `why`; undefined: no such rule. */
  oncePerGuest?: { withinMs: number; why: Refusal }
  decide(staff: Staff, input: Input, guest: GuestFacts, today: Today): Decision
  /** Exactly one write to the outside. @throws LoyaltyError */
  perform(loyalty: LoyaltyClient, action: Action, input: Input, context: WriteContext): Promise<Receipt>
  /** Did that write happen? @throws LoyaltyError when the API cannot be asked */
  findTrace(loyalty: LoyaltyClient, action: Action, input: Input): Promise<Trace>
  /** One sentence for staff, in any state; ready for mrkdwn. */
  describe(action: Action, input: Input, language: Language): string
  /** What the audit event of the request proves besides who and when: codes, and a text that can be erased. */
  evidence?(input: Input, hotel: DeskHotel): { detail: Readonly<Record<string, string>>; text?: string }
  /** What the approver, and whoever reads the receipt, needs to see. */
  details(action: Action, input: Input, language: Language): readonly Detail[]
}

/** A definition whose input is not known to the caller; the row's input is checked by its own schema. */
export type AnyDefinition = ActionDefinition<never>

/** The definition with the row's own input, or undefined when the row cannot be read (an older or newer version wrote it). */
export interface Bound {
  definition: Pick<AnyDefinition, 'kind' | 'guestAtWrite' | 'readsBack'>
  decide(staff: Staff, guest: GuestFacts, today: Today): Decision
  perform(loyalty: LoyaltyClient, context: WriteContext): Promise<Receipt>
  findTrace(loyalty: LoyaltyClient): Promise<Trace>
  describe(language: Language): string
  details(language: Language): readonly Detail[]
  /** Points that the action adds to the balance, negative when it takes; undefined where the kind has none. */
  change: number | undefined
  /** The reference of the action that it takes back. */
  undoes: Reference | undefined
  /** For whoever submits the same again. */
  use<T>(visit: <Input>(definition: ActionDefinition<Input>, input: Input) => T): T
}

export function bind<Input>(definition: ActionDefinition<Input>, action: Action): Bound | undefined {
  const parsed = definition.input.safeParse(action.input)
  if (!parsed.success) return undefined
  const input = parsed.data
  return {
    definition,
    decide: (staff, guest, today) => definition.decide(staff, input, guest, today),
    perform: (loyalty, context) => definition.perform(loyalty, action, input, context),
    findTrace: loyalty => definition.findTrace(loyalty, action, input),
    describe: language => definition.describe(action, input, language),
    details: language => definition.details(action, input, language),
    change: definition.changeOf(input),
    undoes: definition.undoes?.(input),
    use: visit => visit(definition, input),
  }
}

/** An input and the definition that can use it, for a caller that knows neither. */
export interface Draft {
  use: Bound['use']
}

/** Undefined when the definition does not take that input. */
export function draft<Input>(definition: ActionDefinition<Input>, input: unknown): Draft | undefined {
  const parsed = definition.input.safeParse(input)
  return parsed.success ? { use: visit => visit(definition, parsed.data) } : undefined
}
