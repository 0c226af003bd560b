// Something that is fetched again whenever what is asked changes; an older answer never overwrites a newer one.
import { Trouble } from './api'

export class Loaded<T> {
  value = $state.raw<T | null>(null)
  trouble = $state<Trouble | null>(null)
  busy = $state(false)
  #last: AbortController | null = null

  async ask(fetch: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#last?.abort()
    const mine = (this.#last = new AbortController())
    this.busy = true
    try {
      const value = await fetch(mine.signal)
      if (mine.signal.aborted) return
      this.value = value
      this.trouble = null
    } catch (wrong) {
      if (mine.signal.aborted) return
      this.trouble = wrong instanceof Trouble ? wrong : new Trouble(0, 'app', String(wrong))
    } finally {
      if (this.#last === mine) this.busy = false
    }
  }

  stop(): void {
    this.#last?.abort()
  }
}
