// Keeping the keyboard inside a dialog while it is open, and giving it back afterwards.
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const reachable = 'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex="0"]'

/** Tab at the end goes on at the start, and the other way round. */
export function keepFocus(event: KeyboardEvent, frame: HTMLElement | null): void {
  if (event.key !== 'Tab' || !frame) return
  const stops = [...frame.querySelectorAll<HTMLElement>(reachable)].filter(each => each.offsetParent !== null)
  const first = stops[0]
  const last = stops.at(-1)
  const isAtEnd = event.shiftKey
    ? document.activeElement === first || document.activeElement === frame
    : document.activeElement === last
  if (!isAtEnd) return
  event.preventDefault()
  const next = event.shiftKey ? last : first
  next?.focus()
}

/** Moves the focus to the first match inside, unless something there has it already. */
export function useFirstFocus(frame: RefObject<HTMLElement | null>, first: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => {
    const { current } = frame
    if (!current || current.contains(document.activeElement)) return
    const target = current.querySelector<HTMLElement>(first) ?? current
    target.focus()
  }, [])
}

/** Once the last dialog is closed, the focus goes back to where it was before the first one. */
export function useFocusReturn(isCovered: boolean): void {
  const before = useRef<Element>(null)
  useLayoutEffect(() => {
    if (isCovered) {
      before.current = document.activeElement
      return
    }
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus()
    before.current = null
  }, [isCovered])
}
