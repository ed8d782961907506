// Hands a file to the reader of the page.
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Later, so that the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
