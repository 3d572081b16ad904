// The child's side of the line to the bench: says when it is ready, answers questions about itself.

export type Question = 'hold' | 'release' | 'idle' | 'usage' | 'settled-usage' | 'stop'
export interface Asked {
  number: number
  question: Question
}
export interface Usage {
  rssMb: number
  heapMb: number
  /** Processor time since the process began, all threads. */
  cpuMs: number
}
export type FromChild = { port: number } | { number: number; usage: Usage | undefined }

interface Abilities {
  hold?(): void
  release?(): void
  idle?(): Promise<void>
  stop?(): Promise<void>
}

/** Tells the parent the port, then serves its questions until it says stop. */
export function serveParent(port: number | undefined, abilities: Abilities = {}): void {
  const tell = (message: FromChild) => process.send?.(message)
  process.on('message', async ({ number, question }: Asked) => {
    switch (question) {
      case 'hold':
        abilities.hold?.()
        break
      case 'release':
        abilities.release?.()
        break
      case 'idle':
        await abilities.idle?.()
        break
      case 'stop':
        await abilities.stop?.()
        process.exit(0)
    }
    tell({ number, usage: question.endsWith('usage') ? await usage(question) : undefined })
  })
  process.on('disconnect', () => process.exit(0))
  tell({ port: port ?? 0 })
}

/** Settled: after full collections, so that what is left is what is held. */
async function usage(question: Question): Promise<Usage> {
  for (let i = 0; question === 'settled-usage' && i < 4; i++) {
    globalThis.gc?.()
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return { rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20, cpuMs: (user + system) / 1000 }
}
