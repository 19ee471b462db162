/** Noto Sans SC, cut into subsets: only those with letters that are on screen are fetched. */
import '@fontsource-variable/noto-sans-sc'
