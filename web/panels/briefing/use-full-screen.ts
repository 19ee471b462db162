import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { i18n } from '../../locales/i18n.ts'
import { useMessages } from '../../stores/messages.ts'

/** Whether the page fills the screen, and the switch for it; some browsers and kiosks forbid it. */
export function useFullScreen(): { readonly full: Ref<boolean>; readonly toggle: () => void } {
  const full = ref(false)
  const follow = (): void => {
    full.value = document.fullscreenElement !== null
  }
  async function change(): Promise<void> {
    try {
      if (document.fullscreenElement === null) await document.documentElement.requestFullscreen()
      else await document.exitFullscreen()
    } catch {
      useMessages().toast(i18n.global.t('brief.noFullScreen'), 'warning')
    }
  }
  onMounted(() => {
    follow()
    document.addEventListener('fullscreenchange', follow)
  })
  onBeforeUnmount(() => document.removeEventListener('fullscreenchange', follow))
  return { full, toggle: () => void change() }
}
