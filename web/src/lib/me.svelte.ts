// Who is here, and what they may do.
import type { Me } from './schema'

class Here {
  is = $state<Me | null>(null)
  trouble = $state('')
  get writes(): boolean {
    return this.is !== null && (this.is.role === 'analyst' || this.is.role === 'admin')
  }
}

export const me = new Here()
