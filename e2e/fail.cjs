/** Ends the command with one sentence: what happened, what did not happen, what to do. */
exports.fail = function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
};
