import { describe, expect, test } from 'vitest';
import { outcomeOfOne, read } from './port-mapping-imports-testing.ts';

describe('arrows', () => {
  test.each([
    ['tcp 8080 -> hydra:80', 'tcp 8080>30001:80'],
    ['8080/udp => 30001:80', 'udp 8080>30001:80'],
    ['udp 8000-8010 → medusa:9000-9010', 'udp 8000>30002:9000 … udp 8010>30002:9010'],
    ['8000-8001 -> hydra:9000', 'tcp 8000>30001:9000, tcp 8001>30001:9001'],
    ['8000:8001 -> hydra', 'tcp 8000>30001:8000, tcp 8001>30001:8001'],
    ['tcp,udp 53 -> hydra:5353', 'tcp 53>30001:5353, udp 53>30001:5353'],
    ['tcp + udp 53 -> hydra:5353', 'tcp 53>30001:5353, udp 53>30001:5353'],
    ['both 53->hydra:5353', 'tcp 53>30001:5353, udp 53>30001:5353'],
    ['53/tcp,udp --> hydra:5353', 'tcp 53>30001:5353, udp 53>30001:5353'],
    ['UDP:53 ==> hydra:5353/udp', 'udp 53>30001:5353'],
    ['tcp 8080 -> hydra', 'tcp 8080>30001:8080'],
    ['tcp 8080 -> 80', 'tcp 8080>30002:80'],
    ['tcp 8080 -> :80', 'tcp 8080>30002:80'],
    ['tcp 8080 -> "my web":80  # the web', 'tcp 8080>30005:80'],
    ['tcp 8080 -> my-web : 80', 'tcp 8080>30005:80'],
    ['tcp 8080 -> hydra (30001):80', 'tcp 8080>30001:80'],
    ['tcp 8080 -> CITTA:80', 'tcp 8080>30006:80'],
    ['tcp 8080 -> 10.0.0.1:80', 'tcp 8080>30001:80'],
    ['0.0.0.0:8080->80/tcp', 'tcp 8080>30002:80'],
    ['80/tcp -> 0.0.0.0:8080', 'tcp 8080>30002:80'],
    ['80/tcp -> [::]:8080', 'tcp 8080>30002:80'],
    ['1.2.3.4:8080 -> hydra:80', 'tcp 8080>30001:80'],
    ['tcp 8080 -> Twin:80', 'tcp 8080>30004:80'],
  ])('%j', (text, outcome) => {
    expect(outcomeOfOne(text)).toBe(outcome);
    expect(read(text).format).toBe('arrows');
  });

  test.each([
    ['tcp -> hydra:80', '"tcp" is no port. Write 1 to 65535, in digits.'],
    ['sctp 80 -> hydra:80', '"sctp" cannot be mapped: only tcp and udp.'],
    ['tcp 80 ->', 'Nothing follows "->". Name the container, such as hydra:8000.'],
    ['tcp 80 -> hydra:', 'The private port is missing.'],
    ['tcp 80 -> hydra:http', '"http" is no port. Write 1 to 65535, in digits.'],
    [
      '80/tcp -> hydra:80/udp',
      'Both sides of a mapping have the same protocol. Name it once, such as tcp 8080 -> hydra:8000.',
    ],
    ['80 -> 81 -> 82', 'There are several arrows on one line. Write each mapping on a line of its own.'],
    ['80 -> 30001', '30001 may be the container or a port. Write 30001:PORT or CONTAINER:30001.'],
    ['tcp 80 -> hydr:80', 'None of your containers on this server is called "hydr". The nearest is hydra (30001).'],
    ['tcp 80 -> zeus:80', 'None of your containers on this server is called "zeus".'],
    ['tcp 80 -> far:80', 'far (30009) is on 5.6.7.8. A mapping leads to a container of its own server.'],
    ['tcp 80 -> 10.0.0.77:80', 'None of your containers on this server has the private address 10.0.0.77.'],
  ])('%j is an error', (text, error) => {
    expect(outcomeOfOne(text)).toBe(`error: ${error}`);
  });
});
