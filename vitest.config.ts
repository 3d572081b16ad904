import { defineConfig } from 'vitest/config'
import { NotRunReporter } from './test/support/not-run.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: '100%',
    reporters: ['default', new NotRunReporter()],
  },
})
