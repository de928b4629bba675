import { describe, expect, test } from 'vitest';
import { outcomeOfOne, read } from './port-mapping-imports-testing.ts';

describe('forwards', () => {
  test.each([
    ['socat', 'socat TCP-LISTEN:8080,fork,reuseaddr TCP:10.0.0.1:80', 'tcp 8080>30001:80'],
    ['socat', 'TCP-LISTEN:8080,fork TCP:10.0.0.1:80', 'tcp 8080>30001:80'],
    ['socat', 'sudo socat -d -d TCP4-LISTEN:8080,bind=1.2.3.4 TCP4:hydra:80 &', 'tcp 8080>30001:80'],
    ['socat', 'socat UDP4-RECVFROM:53,fork UDP4-SENDTO:10.0.0.2:5353', 'udp 53>30002:5353'],
    ['iptables', '-A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 10.0.0.1:80', 'tcp 8080>30001:80'],
    [
      'iptables',
      '-A PREROUTING -p udp --dport 8000:8010 -j DNAT --to-destination 10.0.0.1:9000-9010',
      'udp 8000>30001:9000 … udp 8010>30001:9010',
    ],
    [
      'iptables',
      'iptables -w -t nat -A PREROUTING -d 1.2.3.4/32 -i eth0 -p tcp -m tcp --dport 80 -m comment --comment "the web" -j DNAT --to 10.0.0.1',
      'tcp 80>30001:80 | the web',
    ],
    [
      'iptables',
      'sudo iptables -t nat -I PREROUTING 1 -p tcp -m multiport --dports 80,443 -j DNAT --to-destination 10.0.0.2',
      'tcp 80>30002:80, tcp 443>30002:443',
    ],
  ])('%s: %s', (format, text, outcome) => {
    expect(outcomeOfOne(text)).toBe(outcome);
    expect(read(text).format).toBe(format);
  });

  test.each([
    [
      'socat TCP-LISTEN:8080 EXEC:/bin/sh',
      '"EXEC:/bin/sh" leads to no port of a container. Write such as TCP:10.0.0.3:8000.',
    ],
    [
      'socat TCP-LISTEN:8080 UDP:10.0.0.1:80',
      'Both sides of a mapping have the same protocol: tcp to tcp, or udp to udp.',
    ],
    [
      'socat TCP-LISTEN:80,bind=127.0.0.1 TCP:10.0.0.1:80',
      `The public address of every mapping is the server's own, 1.2.3.4. Leave out "127.0.0.1" if that is meant.`,
    ],
    [
      '-A POSTROUTING -j MASQUERADE',
      'A rule to "MASQUERADE" maps no port. Only DNAT rules become mappings: leave it out.',
    ],
    [
      '-A PREROUTING -s 8.8.8.8 -p tcp --dport 80 -j DNAT --to 10.0.0.1:80',
      'A mapping is open to every sender: this rule is for some only. Leave out -s if all may come.',
    ],
    ['-A PREROUTING ! -p tcp --dport 80 -j DNAT --to 10.0.0.1:80', '"!" cannot be part of a mapping. Leave it out.'],
    ['-A PREROUTING --dport 80 -j DNAT --to 10.0.0.1:80', 'This rule names no protocol. Add -p tcp or -p udp.'],
    [
      '-A PREROUTING -p tcp --dport 80 --dport 81 -j DNAT --to 10.0.0.1:80',
      'The public port is said twice, "80" and "81". Keep one of them.',
    ],
    [
      '-A PREROUTING -p tcp --dport 80 -j DNAT --to 10.0.0.1:80 --to-destination 10.0.0.2:80',
      'The destination is said twice, "10.0.0.1:80" and "10.0.0.2:80". Keep one of them.',
    ],
    [
      '-A PREROUTING -p tcp -p udp --dport 80 -j DNAT --to 10.0.0.1:80',
      'The protocol is said twice, "tcp" and "udp". Keep one of them.',
    ],
    ['-A PREROUTING -p tcp -j DNAT --to 10.0.0.1:80', 'This rule names no public port. Add --dport.'],
    ['-A PREROUTING -p tcp --dport 80 -j DNAT', 'This rule has no --to-destination, so it maps no port. Leave it out.'],
  ])('%j is an error', (text, error) => {
    expect(outcomeOfOne(text)).toBe(`error: ${error}`);
  });
});
