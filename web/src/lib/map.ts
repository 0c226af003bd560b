// MapLibre, loaded only where a map stands: the table is there before it.
import 'maplibre-gl/dist/maplibre-gl.css'
import { Map as Chart, NavigationControl, ScaleControl, setWorkerUrl, type MapOptions } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { marks, style } from './ground'

setWorkerUrl(new URL(workerUrl, document.baseURI).href)

export type { Chart }

/** Whether this browser can draw the map at all. */
export function drawable(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}

export async function chart(container: HTMLElement, options: Partial<MapOptions> = {}): Promise<Chart> {
  const map = new Chart({
    container, style: await style(), center: [25, 22], zoom: 1.4, minZoom: 0.6, maxZoom: 12, attributionControl: false,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0, fadeDuration: 0, renderWorldCopies: false, cancelPendingTileRequestsWhileZooming: true, ...options,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({}), 'bottom-left')
  await new Promise<void>((resolve) => (map.isStyleLoaded() ? resolve() : map.once('load', () => resolve())))
  pictured(map)
  return map
}

export function pictured(map: Chart): void {
  for (const [name, data] of marks()) if (!map.hasImage(name)) map.addImage(name, data, { pixelRatio: 2 })
}
