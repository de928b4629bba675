/** The hostname that the API makes of a container's name: one `-` for every character outside `[A-Za-z0-9-]` (api.md §3). */
export function hostnameOf(name: string): string {
  return name.replace(/[^A-Za-z0-9-]/gu, '-');
}
