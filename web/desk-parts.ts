/*
 * What stands around the map. One chunk, fetched and run once the first map is drawn: while the browser works on
 * these, nobody sees streets or compounds.
 */
import './styles/fonts.ts'

export { default as TopBar } from './components/top-bar/TopBar.vue'
export { default as LeftPanel } from './panels/left/LeftPanel.vue'
export { default as DetailPanel } from './panels/DetailPanel.vue'
export { default as FiguresStrip } from './panels/strip/FiguresStrip.vue'
export { default as MapOverlay } from './map/MapOverlay.vue'
