// What everything inside a pane knows: who acts, how to send what they do, and how to ask them to confirm.
import { createContext, useContext } from 'react'
import type { Json } from '../../slack/json.ts'
import type { Directory, ScreenAnswer, ScreenCommand, ScreenState } from '../../slack/people/screen-types.ts'
import type { Viewer } from './dates.ts'
import type { Language, Say } from './words.ts'

export interface Acting {
  screen: ScreenState
  directory: Directory
  language: Language
  say: Say
  viewer: Viewer
  perform(command: ScreenCommand): Promise<ScreenAnswer>
  /** Shows a confirm dialog; true at once where there is none. */
  confirm(dialog: Json | undefined): Promise<boolean>
}

export const ActingContext = createContext<Acting | undefined>(undefined)

export function useActing(): Acting {
  const acting = useContext(ActingContext)
  if (!acting) throw new Error('outside of a pane')
  return acting
}
