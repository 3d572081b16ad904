// What a person chose shows at once, before the sandbox has told it back.
import { useEffect, useState } from 'react'

/**
 * @param value what stands in the state; what was chosen shows until the state has it, so that quick choices and
 * typed dates are not overtaken by their own echo
 * @param keyOf tells two values apart
 */
export function useKept<T>(
  value: T,
  change: (next: T) => void,
  keyOf: (value: T) => string = JSON.stringify,
): [T, (next: T) => void] {
  const [chosen, choose] = useState<{ value: T }>()
  const hasArrived = chosen !== undefined && keyOf(chosen.value) === keyOf(value)
  useEffect(() => {
    if (hasArrived) choose(undefined)
  }, [hasArrived])
  const keep = (next: T) => {
    choose({ value: next })
    change(next)
  }
  return [chosen ? chosen.value : value, keep]
}
