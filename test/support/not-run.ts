// A reporter that ends the run with what was not run, by name: suites that need PostgreSQL or a browser.
import type { Reporter, TestModule } from 'vitest/node'

export class NotRunReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const names = modules.flatMap(module =>
      [...module.children.allSuites()]
        .filter(suite => suite.options.mode === 'skip')
        .map(suite => `  ${module.relativeModuleId} › ${suite.fullName}`),
    )
    if (names.length > 0) console.log(['', 'Not run:', ...new Set(names), ''].join('\n'))
  }
}
