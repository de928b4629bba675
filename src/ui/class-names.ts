/** Joins the class names that are there, so that a component can add its caller's to its own. */
export function classNames(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
