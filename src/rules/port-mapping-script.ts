/** What stands in an exported shell script around its mappings: the export writes it, and the import knows it. */

/** The function of the script that asks for one mapping. */
export const ADD = 'add';

/** The body of the command: the script has one command for all mappings. */
export const BODY = '$1';

/** The first command of the script. */
export const BEGIN_OF_SCRIPT = 'set -u';

/** What follows the lines that say what the script is, up to the command. */
export const BEFORE_COMMAND = `${BEGIN_OF_SCRIPT}
if [ -z "\${UWSGI_IT_PASSWORD:-}" ]; then
  echo 'Set UWSGI_IT_PASSWORD to your password, then run this again. Nothing was sent.' >&2
  exit 1
fi
created=0
refused=0
post() {
`;

/** What follows the command, up to the mappings. */
export const AFTER_COMMAND = `
}
${ADD}() {
  status=$(post "$1") || status=none
  case "$status" in
    201) created=$((created + 1)) ;;
    403)
      refused=$((refused + 1))
      echo "Refused: $1" >&2
      ;;
    *)
      echo "Stopped, with status $status, at $1. Look whether it stands; what follows it was not sent." >&2
      exit 1
      ;;
  esac
}
`;

/** What follows the mappings. */
export const AFTER_MAPPINGS = `if [ "$refused" -gt 0 ]; then
  echo "$created created, $refused refused: they exist already, or the API does not allow them." >&2
  exit 1
fi
`;

const LINES = new Set(`${BEFORE_COMMAND}\n${AFTER_COMMAND}\n${AFTER_MAPPINGS}`.split('\n').map((line) => line.trim()));

/** Whether a line, without the spaces around it, stands in every such script. */
export const isLineOfScript = (line: string) => LINES.has(line);
