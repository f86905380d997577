-- A server for one test: on loopback, in a folder of its own.
pidfile = "@FOLDER@/prosody.pid"
run_as_root = true
data_path = "@FOLDER@/data"
interfaces = { "127.0.0.1" }
c2s_ports = { @C2S@ }
c2s_direct_tls_ports = { @DIRECT@ }
s2s_ports = { }
http_ports = { }
https_ports = { }
modules_enabled = { "disco"; "roster"; "saslauth"; "tls"; "offline"; "ping"; "smacks" }
modules_disabled = { "s2s" }
c2s_require_encryption = true
authentication = "internal_hashed"
storage = "internal"
log = { warn = "@FOLDER@/prosody.log" }
certificates = "@FOLDER@"
VirtualHost "localhost"
  ssl = { key = "@FOLDER@/server.key", certificate = "@FOLDER@/server.crt" }
