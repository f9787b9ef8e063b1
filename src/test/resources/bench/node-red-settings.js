// A Node-RED that only runs its flow: no editor, no admin API, no log of every message.
module.exports = {
  uiHost: "127.0.0.1",
  uiPort: Number(process.env.PORT),
  flowFile: "node-red-flow.json",
  credentialSecret: false,
  disableEditor: true,
  httpAdminRoot: false,
  logging: { console: { level: "warn", metrics: false, audit: false } },
};
