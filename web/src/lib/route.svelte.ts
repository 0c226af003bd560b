// Where we are: the address is the state, so that a link shows what its sender saw.

class Place {
  path = $state(location.pathname)
  search = $state(location.search)

  constructor() {
    addEventListener('popstate', () => this.#read())
  }

  #read(): void {
    this.path = location.pathname
    this.search = location.search
  }

  go(address: string, replace = false): void {
    if (address === this.path + this.search) return
    const leaves = new URL(address, location.href).pathname !== this.path
    history[replace ? 'replaceState' : 'pushState'](null, '', address)
    this.#read()
    if (leaves) {
      scrollTo(0, 0)
      queueMicrotask(() => document.getElementById('main')?.focus({ preventScroll: true }))
    }
  }
}

export const place = new Place()

/** Links within the app are followed without loading it anew. */
export function followed(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element | null)?.closest?.('a')
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin || link.pathname.startsWith('/api/')) return
  if (link.pathname === location.pathname && link.hash) return
  event.preventDefault()
  place.go(link.pathname + link.search)
}
