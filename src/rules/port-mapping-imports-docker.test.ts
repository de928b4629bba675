import { describe, expect, test } from 'vitest';
import { outcomeOfOne, read } from './port-mapping-imports-testing.ts';

describe('docker -p', () => {
  test.each([
    ['-p 8080:80', 'tcp 8080>30002:80'],
    ['-p8080:80', 'tcp 8080>30002:80'],
    ['-p=8080:80', 'tcp 8080>30002:80'],
    ['-p "8080:80"', 'tcp 8080>30002:80'],
    ['-p 8000-8010:9000-9010/tcp', 'tcp 8000>30002:9000 … tcp 8010>30002:9010'],
    ['-p 8000-8001:9000/udp', 'udp 8000>30002:9000, udp 8001>30002:9001'],
    ['--publish=8080:80/udp', 'udp 8080>30002:80'],
    ['--publish 8080:80', 'tcp 8080>30002:80'],
    ['--publish published=8080,target=80,protocol=udp', 'udp 8080>30002:80'],
    ['-p 0.0.0.0:8080:80', 'tcp 8080>30002:80'],
    ['-p [::]:8080:80', 'tcp 8080>30002:80'],
    ['-p 1.2.3.4:8080:80', 'tcp 8080>30002:80'],
    ['8080:80', 'tcp 8080>30002:80'],
    ['  8080:80/tcp  # the web', 'tcp 8080>30002:80'],
    ['8080:80/TCP 5353:5353/udp', 'tcp 8080>30002:80, udp 5353>30002:5353'],
    ['8080:80, 8081:81', 'tcp 8080>30002:80, tcp 8081>30002:81'],
    ['docker run -d --name hydra -p 8080:80 -p 8081:81/udp nginx:1.27', 'tcp 8080>30001:80, udp 8081>30001:81'],
    ['docker run -it --rm -e PORT=1:2 -v /a:/b -p 8080:80 alpine sh -c "x -p 9:9"', 'tcp 8080>30002:80'],
    ['docker run -u 1000:1000 --user 1:2 --memory-swap -1 -p 8080:80 nginx:1.27', 'tcp 8080>30002:80'],
    ['docker run -dp 8080:80 --name=HYDRA nginx', 'tcp 8080>30001:80'],
    ['$ sudo docker container run --publish=8080:80 nginx', 'tcp 8080>30002:80'],
    ['podman run --name "my web" -p 8080:80 x | tee log', 'tcp 8080>30005:80'],
    ['hydra:8082:8082', 'tcp 8082>30001:8082'],
    ['HYDRA:8082:80/udp, 30002:8083:81', 'udp 8082>30001:80, tcp 8083>30002:81'],
    ['-p hydra:8000-8001:9000', 'tcp 8000>30001:9000, tcp 8001>30001:9001'],
    ['docker run -p hydra:8082:8082 nginx', 'tcp 8082>30001:8082'],
    ['docker run -p 8080:80 \\\n  -p 8081:81 \\\n  --name hydra nginx', 'tcp 8080>30001:80, tcp 8081>30001:81'],
  ])('%j', (text, outcome) => {
    expect(outcomeOfOne(text)).toBe(outcome);
    expect(read(text).format).toBe('docker -p');
  });

  test.each([
    [
      '-p 127.0.0.1:8080:80',
      `The public address of every mapping is the server's own, 1.2.3.4. Leave out "127.0.0.1" if that is meant.`,
    ],
    [
      'localhost:8080:80',
      `The public address of every mapping is the server's own, 1.2.3.4. Leave out "localhost" if that is meant.`,
    ],
    ['hydro:8080:80', 'None of your containers on this server is called "hydro". The nearest is hydra (30001).'],
    [
      'docker run --name medusa -p hydra:8080:80 nginx',
      `The public address of every mapping is the server's own, 1.2.3.4. Leave out "hydra" if that is meant.`,
    ],
    ['-p 80', '"80" names no public port, so any would do. Write the one that is meant, such as 8080:80.'],
    ['-p :80', '"80" names no public port, so any would do. Write the one that is meant, such as 8080:80.'],
    ['-p 0:80', '0 is no port. Name the port that is meant.'],
    ['-p 8080:80/sctp', '"sctp" cannot be mapped: only tcp and udp.'],
    ['-p 70000:80', '"70000" is no port: 65535 is the highest.'],
    ['-p http:80', '"http" is no port. Write 1 to 65535, in digits.'],
    ['-p 8010-8000:80', '"8010-8000" begins with its higher port. Write 8000-8010.'],
    [
      '-p 8000-8010:9000-9005',
      '8000-8010 are 11 ports, 9000-9005 are 6 ports. Make both equally long, or give only the first private port.',
    ],
    ['-p 8000-8010:65530', '11 ports from 65530 on would pass 65535. Start at 65525 at most.'],
    ['-p $PORT:80', '"$PORT:80" has a variable. Write the port that it stands for.'],
    ['docker run -P nginx', '-P publishes ports without naming them. Name each with -p, such as -p 8080:80.'],
    ['docker run nginx -p 8080:80', 'This command has no -p, so it maps nothing. Add one, or leave it out.'],
    ['docker run -p 1:2 --name "x nginx', 'A quote " is never closed. Close it.'],
    [
      'docker run -p 1:2 a && docker run -p 3:4 b',
      'There are several commands on one line. Write each on a line of its own.',
    ],
    // Nothing of a line is imported when a part of it is not understood.
    ['docker run -p 8080:80 -p 8081:x a', '"x" is no port. Write 1 to 65535, in digits.'],
    [
      'docker service create --name hydra -p 1:2 --with-registry-auth -p 9300:9300 x',
      '--with-registry-auth is not known here, and "-p" follows it. Leave it out.',
    ],
    ['podman run --env-host -p 1:2 x', '--env-host is not known here, and "-p" follows it. Leave it out.'],
    [
      'podman run -p 1:2 --http-proxy --name medusa x',
      '--http-proxy is not known here, and "--name" follows it. Leave it out.',
    ],
    ['docker run -p 1:2 --odd 3:4 x', '--odd is not known here, and "3:4" follows it. Leave it out.'],
    ['docker run -p 1:2 -zp 3:4 x', '-z is not known here, and "p" follows it. Leave it out.'],
    ['docker run -p 1:2 --name --rm x', '--name is followed by "--rm". Write what it is called.'],
    ['docker run --name hydra -p 1:2 --name medusa x', 'It has two names, "hydra" and "medusa". Keep one of them.'],
    ['-p 9000:8000 9001:8001', '"9001:8001" has no -p in front. Write -p 9001:8001.'],
    ['docker run -p 1:2 3:4/udp', '"3:4/udp" has no -p in front. Write -p 3:4/udp.'],
  ])('%j is an error', (text, error) => {
    expect(outcomeOfOne(text)).toBe(`error: ${error}`);
  });
});
