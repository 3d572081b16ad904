// Keeps a list at its end while new things come, until the person scrolls up to read.
import { type RefObject, useEffect } from 'react'

/** Closer than this to the end counts as being there, in pixels. */
const nearEnd = 60

/** @param list scrolls; its only child holds what may grow */
export function useFollow(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = list
    if (!current) return
    let follows = true
    let lastTop = 0
    const toEnd = () => {
      if (follows) current.scrollTop = current.scrollHeight
    }
    const heed = () => {
      const isAtEnd = current.scrollHeight - current.scrollTop - current.clientHeight < nearEnd
      // Farther from the end without having moved up: something grew since, and nobody scrolled.
      if (isAtEnd) follows = true
      else if (current.scrollTop < lastTop) follows = false
      lastTop = current.scrollTop
    }
    // The list too: it is shown again after it was hidden, and a phone's keyboard takes its place.
    const observer = new ResizeObserver(toEnd)
    for (const each of [current, ...current.children]) observer.observe(each)
    current.addEventListener('scroll', heed, { passive: true })
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', heed)
    }
  }, [list])
}
