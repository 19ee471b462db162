/** Hands bytes to the browser as a file of this name. */
export function saveFile(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the bytes once the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
