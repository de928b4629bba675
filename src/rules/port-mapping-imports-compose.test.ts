import { describe, expect, test } from 'vitest';
import { outcomesOf, read } from './port-mapping-imports-testing.ts';

describe('compose ports', () => {
  test('a whole file', () => {
    const text = `# a file
version: "3.9"
services:
  hydra:
    image: "nginx:1.27"
    restart: unless-stopped
    ports:
      - "8080:80"   # the web
      - 9000-9001:9000-9001/udp
      - '0.0.0.0:8443:443'

      # long
      - target: 5432
        # as text
        published: "5433"
        protocol: udp
        mode: host
      - published: 8000
        target: 8001
    environment:
      - PORTS=1:2
      KEY: "3:4"
    command: |
      docker run -p 1:2 x
  web:
    ports: ["81:80", '82:80/udp']
    container_name: "my web"
  build:
    ports:
    - 1:2
networks:
  default:
    driver: bridge
`;
    expect(outcomesOf(text)).toEqual([
      '2 about: "version": nothing about ports',
      '3 about: Services',
      '4 about: Service "hydra"',
      '5 about: "image": nothing about ports',
      '6 about: "restart": nothing about ports',
      '7 about: The list of ports of "hydra"',
      '8 tcp 8080>30001:80',
      '9 udp 9000>30001:9000, udp 9001>30001:9001',
      '10 tcp 8443>30001:443',
      '13-17 udp 5433>30001:5432',
      '18-19 tcp 8000>30001:8001',
      '20 about: "environment": nothing about ports',
      '21 about: Part of "environment": nothing about ports',
      '22 about: Part of "environment": nothing about ports',
      '23 about: "command": nothing about ports',
      '24 about: Part of "command": nothing about ports',
      '25 about: Service "web"',
      '26 tcp 81>30005:80, udp 82>30005:80',
      '27 about: "container_name": nothing about ports',
      '28 about: Service "build"',
      '29 about: The list of ports of "build"',
      '30 error: None of your containers on this server is called "build".',
      '31 about: "networks": nothing about ports',
      '32 about: Part of "networks": nothing about ports',
      '33 about: Part of "networks": nothing about ports',
    ]);
    expect(read(text).format).toBe('compose ports');
  });

  test.each([
    ['a service alone', 'hydra:\n  ports:\n    - 8080:80', '3 tcp 8080>30001:80'],
    ['an indented service', '    hydra:\n      ports:\n      - 8080:80', '3 tcp 8080>30001:80'],
    ['a list alone', 'ports:\n- "8080:80"', '2 tcp 8080>30002:80'],
    ['an indented list', '    ports:\n      - "8080:80"', '2 tcp 8080>30002:80'],
    ['an entry alone', '- "8080:80"', '1 tcp 8080>30002:80'],
    ['CR LF', 'hydra:\r\n  ports:\r\n    - "8080:80"\r\n', '3 tcp 8080>30001:80'],
    ['what follows a file', 'hydra:\n  ports:\n  - 1:2\n-p 8080:80', '4 tcp 8080>30002:80'],
  ])('%s', (_, text, last) => {
    expect(outcomesOf(text).at(-1)).toBe(last);
  });

  test.each([
    ['labels:\n      container_name: medusa\n    ports:\n      - "8080:80"', 30_001],
    ['ports:\n      - "8080:80"\n# here\n    container_name: medusa', 30_002],
    ['command: |\n      container_name: medusa\n    ports: ["8080:80"]', 30_001],
  ])('the name of the container is a key of the service itself: %j', (keys, uid) => {
    const rows = read(`services:\n  hydra:\n    ${keys}`).lines.flatMap((line) => line.rows);
    expect(rows.map(({ container }) => container)).toEqual([uid]);
  });

  test('what is not understood is an error on its line, and never goes to another container', () => {
    const text = `hydra:
  image: x
  port:
    - 8080:80
  ports:
    - 3000
    - "$PORT:80"
    - target: 80
    - 8080: 80
    8080:80
    - target: 1
      publish: 2
  ports: 8080:80
`;
    expect(outcomesOf(text).slice(2)).toEqual([
      '3 error: Not understood within "hydra". Ports stand in a list below "ports:".',
      '4 error: Not understood within "hydra". Ports stand in a list below "ports:".',
      '5 about: The list of ports of "hydra"',
      '6 error: "3000" names no public port, so any would do. Write the one that is meant, such as 8080:3000.',
      '7 error: "$PORT:80" has a variable. Write the port that it stands for.',
      '8 error: The public port is missing. Add published, such as published: 8080.',
      '9 error: "8080" cannot be part of a mapping. Leave it out.',
      '10 error: Begin each entry of ports with a dash, such as - "8080:8000".',
      '11-12 error: "publish" cannot be part of a mapping. Leave it out.',
      '13 error: Write the ports as a list below, such as - "8080:8000".',
    ]);
  });
});
