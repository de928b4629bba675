import type { Container, CustomDistro, World } from './world.ts';

/** The name of a custom distro; null when there is none. */
export function customDistroName(world: World, id: number | null): string | null {
  return world.customDistros.find((distro) => distro.id === id)?.name ?? null;
}

/** Those of the same server and customer, but not the container's own (api.md §10). */
export function usableCustomDistros(world: World, container: Container): CustomDistro[] {
  return world.customDistros.filter((distro) => {
    const home = world.container(distro.container);
    return home && home.uid !== container.uid && home.server === container.server && home.owner === container.owner;
  });
}
