import { describe, expect, it } from 'vitest';
import { createMockApi, type MockApi } from './application.ts';
import { ask, ZEUS } from './testing.ts';

const change = (api: MockApi, uid: number, body: unknown) => ask(api, 'POST', `containers/${uid}`, body);
const rebootsOf = (api: MockApi, uid = 30001) => api.containers().find((each) => each.uid === uid)?.reboots;

async function expectCrash(body: unknown) {
  const api = createMockApi();
  const before = (await ask(api, 'GET', 'containers/30001')).body;
  const reply = await change(api, 30001, body);
  expect(reply.status).toBe(500);
  expect(reply.headers.has('Access-Control-Allow-Origin')).toBe(false);
  expect((await ask(api, 'GET', 'containers/30001')).body).toEqual(before);
}

describe('api.md §3: changing a container', () => {
  it('answers 200 with the whole container', async () => {
    const api = createMockApi();
    const reply = await change(api, 30001, { name: 'lernaean', memory: '9000', storage: 1000.9, note: 'nine heads' });
    expect(reply).toMatchObject({
      status: 200,
      body: { name: 'lernaean', memory: 9000, storage: 1000, note: 'nine heads' },
    });
    expect((await ask(api, 'GET', 'containers/30001')).body).toEqual(reply.body);
  });

  it('the settings are kept; jid_secret is taken and never sent', async () => {
    const api = createMockApi();
    const settings = {
      jid: 'a@b',
      jid_destinations: 'c@d',
      pushover_user: 'u',
      pushover_token: 't',
      pushover_sound: 's',
      pushbullet_token: 'p',
      slack_webhook: 'https://example.com',
      alarm_freq: 120,
      quota_threshold: 80,
      nofollow: true,
      custom_distros_storage: true,
    };
    const { body } = await change(api, 30001, { ...settings, jid_secret: 'hush' });
    expect(body).toMatchObject(settings);
    expect(JSON.stringify(body)).not.toContain('hush');
  });

  it('{} is a 403', async () => {
    expect((await change(createMockApi(), 30001, {})).status).toBe(403);
  });

  it('over-allocating memory or storage is a 500 without CORS, not the 200 of creation', async () => {
    await expectCrash({ memory: 60_001 });
    await expectCrash({ storage: 1_900_001 });
  });

  it('its own quota counts as free', async () => {
    const reply = await change(createMockApi(), 30001, { memory: 60_000, storage: 1_900_000 });
    expect(reply).toMatchObject({ status: 200, body: { memory: 60_000, storage: 1_900_000 } });
  });

  it.each([{ distro: 99 }, { distro: null }, { name: '' }, { quota_threshold: -1 }, { memory: 'abc' }])(
    '%j is a 500 without CORS',
    expectCrash,
  );

  it('memory and storage on a server that the customer does not own are silently ignored', async () => {
    const api = createMockApi();
    const reply = await change(api, 30004, { memory: 9_999_999, storage: 5, note: 'kept' });
    expect(reply).toMatchObject({ status: 200, body: { memory: 500, storage: 1000, note: 'kept' } });
    expect(rebootsOf(api, 30004)).toBe(0);
  });

  it('alarm_freq < 60 is raised to 60', async () => {
    expect((await change(createMockApi(), 30001, { alarm_freq: 5 })).body).toMatchObject({ alarm_freq: 60 });
  });

  it('a distro is set by its id', async () => {
    const { body } = await change(createMockApi(), 30001, { distro: 2 });
    expect(body).toMatchObject({ distro: 2, distro_name: expect.any(String) });
  });

  it('ssh_keys replaces all', async () => {
    const api = createMockApi();
    await change(api, 30001, { ssh_keys: ['ssh-ed25519 A', 'ssh-ed25519 B'] });
    expect((await change(api, 30001, { ssh_keys: ['ssh-ed25519 C'] })).body).toMatchObject({
      ssh_keys: ['ssh-ed25519 C'],
    });
  });

  it('tags replaces all; unknown names are dropped without a word', async () => {
    const { status, body } = await change(createMockApi(), 30001, { tags: ['db', 'nonsense', 'staging'] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ tags: ['staging', 'db'] });
  });

  it('link to itself, twice, or to an unknown uid is a 409', async () => {
    const api = createMockApi();
    expect((await change(api, 30001, { link: 30002 })).body).toMatchObject({ linked_to: [30002] });
    for (const link of [30001, 30002, 30099, 'abc']) {
      expect(await change(api, 30001, { link })).toMatchObject({ status: 409, body: { error: 'Conflict' } });
    }
  });

  it('a link may go to another customer’s container', async () => {
    const api = createMockApi();
    const { uid } = api.addContainer({ server: '8.8.4.4', name: 'olympus', memory: 1, storage: 1, owner: 'zeus' });
    expect((await change(api, 30001, { link: uid })).status).toBe(200);
    expect((await ask(api, 'GET', `containers/${uid}`, undefined, ZEUS)).body).toMatchObject({ linked_to: [] });
  });

  it('unlink of what is linked undoes it; of what is not is a 409', async () => {
    const api = createMockApi();
    await change(api, 30001, { link: 30002 });
    expect((await change(api, 30001, { unlink: 30002 })).body).toMatchObject({ linked_to: [] });
    expect((await change(api, 30001, { unlink: 30002 })).status).toBe(409);
  });

  it('a value that differs from before reboots the container; the same value does not', async () => {
    const api = createMockApi();
    await change(api, 30001, { name: 'hydra', memory: 8000 });
    expect(rebootsOf(api)).toBe(0);
    await change(api, 30001, { name: 'lernaean', memory: 7000 });
    expect(rebootsOf(api)).toBe(1);
    await change(api, 30001, { nofollow: true });
    expect(rebootsOf(api)).toBe(2);
  });

  it('note, tags and ssh_keys never reboot', async () => {
    const api = createMockApi();
    await change(api, 30001, { note: 'n', tags: ['db'], ssh_keys: ['ssh-ed25519 A'] });
    expect(rebootsOf(api)).toBe(0);
  });

  it('link, unlink and reboot always reboot', async () => {
    const api = createMockApi();
    for (const body of [{ link: 30002 }, { unlink: 30002 }, { reboot: 1 }]) await change(api, 30001, body);
    expect(rebootsOf(api)).toBe(3);
  });
});
