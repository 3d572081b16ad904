// Binds an action's row to the definition of its kind.
import type { Action, ActionKind } from '../domain/action.ts'
import { type ActionDefinition, type Bound, bind } from './definition.ts'

/** @param definitions one per kind; each binds its own input type */
export function createBinder(
  definitions: Readonly<Record<ActionKind, (action: Action) => Bound | undefined>>,
): (action: Action) => Bound | undefined {
  return action => definitions[action.kind]?.(action)
}

export function binding<Input>(definition: ActionDefinition<Input>): (action: Action) => Bound | undefined {
  return action => bind(definition, action)
}
