/** Why the field Tags does not hold yet what it shows; undefined when it does. */
export function problemOfTags(typed: string, chosen: readonly string[], isCreating: boolean): string | undefined {
  if (isCreating) return 'A tag is still being created. Wait until it is in this field, then press the button again.';
  const isTaken = typed === '' || chosen.some((tag) => tag.toLowerCase() === typed.toLowerCase());
  return isTaken ? undefined : `"${typed}" is not chosen, so nothing was sent. Choose it in the list or clear it.`;
}
