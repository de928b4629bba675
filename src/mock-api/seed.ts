import type { World } from './world.ts';

const MINUTE = 60;

/** The totals of 5.6.7.8 are not declared. MB. */
export const seedCapacities = { '1.2.3.4': { memory: 64_000, storage: 2_000_000 } };

/** Fills an empty world with exactly what api.md §11 says. Where it names no value (e-mail, uuids, texts), one is made up. */
export function seed(world: World): void {
  seedCustomers(world);
  seedServersAndContainers(world);
  seedDomains(world);
  seedAlarms(world);
  world.news.push({ content: 'Welcome to the platform', date: Math.floor(world.startedAt / 1000), public: true });
}

/** The three customers of api.md §11; every world has them. */
export function seedCustomers(world: World): void {
  world.customers.push(
    {
      username: 'kratos',
      password: 'deimos',
      email: 'kratos@example.com',
      vat: '01234567890',
      company: 'God of war S.r.l.',
      uuid: '7f3c1b9e-2a54-4d0e-9c6b-0f8e5a1d2c30',
    },
    {
      username: 'zeus',
      password: 'zeus',
      email: 'zeus@example.com',
      vat: null,
      company: null,
      uuid: '0c8d6a42-91e7-4b1f-8f35-6d2e7b9a4f11',
    },
    {
      username: 'noserver',
      password: 'no:pässword',
      email: 'noserver@example.com',
      uuid: 'b51e0f87-3d6c-4e92-a7b8-4c9f1e2d6a05',
    },
  );
}

function seedServersAndContainers(world: World): void {
  world.servers.push(
    { name: 'server0001', address: '1.2.3.4', memory: 64_000, storage: 2_000_000, owner: 'kratos' },
    { name: 'server0002', address: '5.6.7.8', memory: 16_000, storage: 500_000, owner: 'kratos' },
    { name: 'server0003', address: '8.8.4.4', memory: 32_000, storage: 1_000_000, owner: 'zeus' },
    { name: 'shared01', address: '9.9.9.9', memory: 128_000, storage: 4_000_000, owner: null },
  );
  for (const name of ['Jessie64', 'Xenial64', 'Alpine64']) world.distros.push({ id: world.nextId('distros'), name });
  for (const name of ['prod', 'staging', 'db']) {
    world.tags.push({ id: world.nextId('tags'), owner: 'kratos', name, note: '' });
  }
  const owner = 'kratos';
  const hydra = world.addContainer({ owner, server: '1.2.3.4', name: 'hydra', memory: 8000, storage: 200_000 });
  world.addContainer({ owner, server: '1.2.3.4', name: 'medusa', memory: 4000, storage: 100_000 });
  world.addContainer({ owner, server: '5.6.7.8', name: 'cerberus', memory: 2000, storage: 50_000 });
  world.addContainer({ owner, server: '9.9.9.9', name: 'sharedbox', memory: 500, storage: 1000 });
  hydra.tags = world.tagIds('kratos', ['prod']);

  const onHydra = { server: '1.2.3.4', container: hydra.uid };
  world.addPortMapping({ ...onHydra, proto: 'tcp', public_port: 9000, private_port: 8000 });
  world.addPortMapping({ ...onHydra, proto: 'udp', public_port: 5353, private_port: 5353 });

  world.loopboxes.push({
    id: world.nextId('loopboxes'),
    container: hydra.uid,
    filename: 'zeus001',
    mountpoint: 'zeus',
    ro: false,
    tags: [],
  });
}

function seedDomains(world: World): void {
  world.domains.push({
    id: world.nextId('domains'),
    owner: 'kratos',
    name: 'example.com',
    uuid: 'e2a7c4d1-58b3-4f6a-9d0e-1b7c3f5a8e92',
    note: '',
    tags: [],
    servedBy: [30_001],
  });
  const kratos = world.customer('kratos');
  if (kratos) world.txtRecords.set('example.com', [`uwsgi:${kratos.uuid}`]);
}

function seedAlarms(world: World): void {
  const count = 12;
  const now = Math.floor(world.startedAt / 1000);
  for (let number = 1; number <= count; number++) {
    world.alarms.push({
      id: world.nextId('alarms'),
      container: 30_001,
      level: number % 5,
      color: null,
      class: null,
      vassal: 'site.ini',
      line: null,
      filename: null,
      func: null,
      unix: now - (count - number) * 10 * MINUTE,
      msg: `Alarm ${number}`,
    });
  }
}
