/** Where to go after sign-in. Only a path of this panel: a link from elsewhere must not send the person to another site. */
export function returnPath(returnTo: string | undefined): string {
  return returnTo?.startsWith('/') && !/^\/[/\\]/.test(returnTo) ? returnTo : '/servers';
}
